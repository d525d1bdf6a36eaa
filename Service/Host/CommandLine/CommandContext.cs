using System.CommandLine;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Host.CommandLine;

/// <summary>What every verb has at hand: the configuration it was pointed at, and where to write.</summary>
internal sealed class CommandContext(ParseResult parsed)
{
    /// <summary>The option that all verbs share.</summary>
    public static readonly Option<string?> ConfigDirectory = new("--config-dir")
    {
        Description = @"Directory of the configuration files. Default: %ProgramData%\OMS Gateway, on Linux /etc/oms-gateway.",
        HelpName = "directory",
        Recursive = true,
    };

    private ConfigurationStore? _store;

    /// <summary>The option of the verbs that show and change lists, of which groups of clients have their own.</summary>
    public static Option<string?> GroupOption()
    {
        var option = new Option<string?>("--group")
        {
            Description = "Use the list of this group of clients, instead of that of the clients in no group.",
            HelpName = "name",
        };
        // A script whose variable is empty must not change everybody's list.
        option.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string?>())) result.AddError("--group needs the name of a group.");
        });
        return option;
    }

    public ConfigurationStore Store => _store ??= ConfigurationStore.Open(parsed.GetValue(ConfigDirectory));

    public GatewayAdministration Administration => new(Store, message => Error.WriteLine($"Warning: {message}"));

    /// <summary>The administration of the group's lists that the option names, or of the clients in no group.</summary>
    public GatewayAdministration In(Option<string?> group) => Administration.InGroup(Value(group));

    public TextWriter Output => parsed.InvocationConfiguration.Output;

    public TextWriter Error => parsed.InvocationConfiguration.Error;

    public T Value<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    public T Value<T>(Option<T> option) => parsed.GetValue(option)!;

    /// <summary>Says whether a verb has changed anything, in the words that docs/command-line.md promises to scripts.</summary>
    /// <param name="changed">Whether it has.</param>
    /// <param name="text">What is so now.</param>
    public ExitCode Say(bool changed, string text)
    {
        Output.WriteLine($"{(changed ? "Changed" : "Unchanged")}: {text}");
        return ExitCode.Success;
    }

    /// <summary>Says what a change has done and when it takes effect.</summary>
    public ExitCode Changed(bool changed, string done, string nothingToDo)
    {
        if (!changed) return Say(false, nothingToDo);
        string? unreadable = GatewayReader.FindUnreadable(Store);
        if (unreadable is not null) Error.WriteLine($"Warning: {unreadable}");
        return Say(true, unreadable is null ? $"{done} A running gateway applies it within seconds." : done);
    }

    /// <summary>Says that an entry to be removed is not on its list, which is no failure, and how to see the list.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="verb">The verb of the list: hosts or certificates.</param>
    /// <param name="group">The option that names the group whose list it is.</param>
    public ExitCode NotListed(string entry, string verb, Option<string?> group)
    {
        string list = Value(group)?.Trim() is { } name ? $"list of group {name}" : "local list";
        return Say(false, $"{entry} is not on the {list}; '{SystemCommand.Program} {verb} list{OptionFor(group)}' shows it.");
    }

    /// <summary>The option that names a group, as it follows a verb; empty for the clients in no group.</summary>
    public string OptionFor(Option<string?> group) => Value(group)?.Trim() is { } name ? $" --group {name}" : "";

    /// <summary>Says why the answer is no.</summary>
    public ExitCode Fail(ExitCode code, string message)
    {
        Error.WriteLine(message);
        return code;
    }
}
