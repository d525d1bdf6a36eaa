using System.CommandLine;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>config get|set|reset|export|import</c>: the settings, and the whole configuration.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var optionalName = new Argument<string?>("name") { Description = "A setting.", Arity = ArgumentArity.ZeroOrOne };
        var name = new Argument<string>("name") { Description = "A setting; 'config get' lists them." };
        var value = new Argument<string>("value") { Description = "Its new value, as the settings file spells it; \"\" for none." };

        return new Command("config", "Show and change settings, and carry the configuration to another gateway.")
            .With(new Command("get", "Show a setting, or all of them with their values in force.").With(optionalName)
                .Does(context => Get(context, context.Value(optionalName))))
            .With(new Command("set", "Change a setting.").With(name).With(value)
                .Does(context => Set(context, context.Value(name), context.Value(value))))
            .With(new Command("reset", "Return a setting to its default.").With(name)
                .Does(context => Reset(context, context.Value(name))))
            .With(ConfigTransferCommands.Export())
            .With(ConfigTransferCommands.Import());
    }

    private static ExitCode Get(CommandContext context, string? name)
    {
        if (name is not null)
        {
            if (SettingDefinitions.Find(name) is null) return Unknown(context, name);
            SettingValue single = context.Administration.Settings.Get(name);
            context.Output.WriteLine(single.Value);
            // Not beside the value, which scripts read.
            if (single.IsSetByPolicy) context.Error.WriteLine($"{single.Name} is set by policy.");
            return ExitCode.Success;
        }

        IReadOnlyList<SettingValue> settings = context.Administration.Settings.GetAll();
        settings = [.. settings.Where(s => s.Definition.Kind is not SettingKind.Secret)];
        int width = settings.Max(s => s.Name.Length);
        foreach (SettingValue setting in settings)
        {
            string origin = setting.IsSetByPolicy ? "  (set by policy)" : setting.IsDefault ? "  (default)" : "";
            context.Output.WriteLine($"{setting.Name.PadRight(width)}  {setting.Value}{origin}".TrimEnd());
        }

        return ExitCode.Success;
    }

    private static ExitCode Set(CommandContext context, string name, string value)
    {
        if (SettingDefinitions.Find(name) is not { } setting) return Unknown(context, name);
        if (setting.Kind is SettingKind.Secret)
            return context.Fail(ExitCode.Usage, $"A password is not given as an argument: '{SystemCommand.Program} relay set' asks for it.");
        bool changed = context.Administration.Settings.Set(name, value);
        return context.Changed(changed, $"{setting.Name} is now '{value}'.", $"{setting.Name} is already set to '{value}'.");
    }

    private static ExitCode Reset(CommandContext context, string name) => context.Changed(
        context.Administration.Settings.Reset(name), $"{name} is back to its default.", $"{name} was not set.");

    private static ExitCode Unknown(CommandContext context, string name) =>
        context.Fail(ExitCode.NotFound, $"There is no setting '{name}'. '{SystemCommand.Program} config get' lists all.");
}
