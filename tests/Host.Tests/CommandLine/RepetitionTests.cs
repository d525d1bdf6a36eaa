using System.CommandLine;
using OmsGateway.Host.CommandLine;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

/// <summary>Every verb that changes something can be run again, and says whether it has changed anything.</summary>
public sealed class RepetitionTests : IDisposable
{
    private const string Export = "gateway.xml";

    // What only shows something or writes a file for people, and the processes themselves.
    private static readonly string[] Others =
    [
        "run", "service", "validate", "status", "clients", "report", "config get", "config export", "groups list", "hosts list", "hosts check",
        "hosts denied", "hosts usage", "hosts presets diff", "certificates list", "relay get",
    ];

    // What these change in the running gateway is in DrainVerbTests, and what is new in presets in PresetTests.
    private static readonly string[] Elsewhere = ["drain", "resume", "hosts presets update"];

    /// <summary>In this order each changes something the first time.</summary>
    private static readonly string[][] Changes =
    [
        ["config", "set", "LogLevel", "Debug"],
        ["config", "reset", "loglevel"],
        ["config", "import", Export],
        ["groups", "set", "pos", "--clients", "10.1.0.0/16", "--policy", "ReportOnly"],
        ["groups", "set", "pos", "--clients", "10.1.0.0/16 10.2.0.0/16"],
        ["hosts", "add", "www.contoso.com"],
        ["hosts", "add", "www.contoso.com", "--group", "pos"],
        ["hosts", "add", "--preset", "ArcESU"],
        ["hosts", "presets", "forget", "ArcESU"],
        ["hosts", "add", "--preset", "ArcESU"],
        ["hosts", "presets", "forget", "ArcESU", "--remove-hosts"],
        ["hosts", "remove", "www.contoso.com"],
        ["hosts", "remove", "www.contoso.com", "--group", "pos"],
        ["certificates", "add", "CN=worker01, O=Contoso"],
        ["certificates", "remove", "O=Contoso, CN=worker01"],
        ["relay", "set", "proxy.contoso.com:3128"],
        ["relay", "clear"],
        ["groups", "remove", "pos"],
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_succeeds_and_says_that_nothing_changed()
    {
        Run("source", "config", "set", "IdleTimeoutSeconds", "700");
        Run("source", "config", "export", _folder[Export]);
        foreach (string[] change in Changes)
        {
            string[] arguments = [.. change.Select(word => word == Export ? _folder[Export] : word)];
            Assert.Single(Lines(arguments), line => line.StartsWith("Changed: ", StringComparison.Ordinal));
            string before = State;
            Assert.StartsWith("Unchanged: ", Assert.Single(Lines(arguments)));
            Assert.Equal(before, State);
        }
    }

    [Fact]
    public void No_changing_verb_is_forgotten_and_documentation_names_each()
    {
        string[] changing = [.. Leaves(GatewayCommandLine.Build(), "").Except(Others)];
        Assert.Equal(
            changing.Except(Elsewhere), changing.Where(verb => Changes.Any(change => string.Join(' ', change).StartsWith(verb, StringComparison.Ordinal))));
        string section = File.ReadAllText(ProjectFiles.Find("docs/command-line.md")).Split("\n## ")
            .Single(s => s.StartsWith("In scripts", StringComparison.Ordinal));
        Assert.All(changing, verb => Assert.Contains($"`{verb}`", section, StringComparison.Ordinal));
    }

    private string State => string.Join('\n', Directory.GetFiles(_folder["config"]).Order().Select(File.ReadAllText));

    private string[] Lines(string[] arguments) => Run("config", arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string Run(string directory, params string[] arguments)
    {
        using StringWriter output = new(), errors = new();
        ParseResult parsed = GatewayCommandLine.Build().Parse([.. arguments, "--config-dir", _folder[directory]]);
        int exitCode = parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors });
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}: {exitCode} {output}{errors}");
        return output.ToString();
    }

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(part => Leaves(part, $"{path} {part.Name}".Trim()));
}
