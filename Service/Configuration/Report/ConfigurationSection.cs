using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Report;

/// <summary>What is wrong with the configuration files, or worth knowing.</summary>
internal static class ConfigurationSection
{
    private const int Maximum = 50;

    public static void Write(HtmlWriter html, ReportData data) => html.Section("configuration", "Configuration", section =>
    {
        ConfigurationResult result = data.Configuration;
        if (result.IsValid) section.Paragraph($"The files in {data.Directory} are valid.");
        (string Kind, string Text)[] all =
        [
            .. result.Problems.Select(problem => ("Error", problem.ToString())),
            .. result.SkippedLines.Select(line => ("Error", $"{line} (the line is skipped, the other lines apply)")),
            .. result.Warnings.Select(warning => ("Warning", warning.ToString())),
        ];
        if (all.Length > 0)
        {
            new HtmlTable<(string Kind, string Text)>("Errors and warnings").Column("Kind", row => row.Kind).Column("What and where", row => row.Text)
                .Write(section, all, Maximum, data.Commands.Validate);
        }

        if (data.Policy.Describe() is { Length: > 0 } set) section.Paragraph($"Set by Group Policy: {set}.");
        if (result.Configuration is not { } configuration) return;
        WriteGroupPolicy(section, data.Policy, configuration.Settings);
        WriteGroups(section, configuration);
    });

    private static void WriteGroupPolicy(HtmlWriter html, GatewayPolicy policy, GatewaySettings settings)
    {
        if (policy.Values.Count == 0) return;
        SettingDefinition[] set = [.. SettingDefinitions.All.Where(policy.Values.ContainsKey)];
        new HtmlTable<SettingDefinition>("Settings that Group Policy sets").Column("Setting", definition => definition.Name)
            .Column("Value", definition => definition.Format(settings)).Write(html, set, set.Length, "");
    }

    private static void WriteGroups(HtmlWriter html, GatewayConfiguration configuration)
    {
        (string Name, GatewayConfiguration Configuration)[] all =
            [("(none)", configuration), .. configuration.Groups.All.Select(group => (group.Name, group.Configuration))];
        new HtmlTable<(string Name, GatewayConfiguration Configuration)>("Groups of clients").Column("Group", row => row.Name)
            .Number("Allowed hosts", row => ReportText.Number(row.Configuration.Hosts.Count))
            .Column("Hosts off the list",
                row => row.Configuration.Settings.HostPolicy == HostPolicyMode.Enforce ? "are refused" : "are let through and reported")
            .Write(html, all, all.Length, "");
    }
}
