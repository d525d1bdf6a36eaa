using System.Text.RegularExpressions;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Settings;

namespace OmsGateway.CustomActions.Agents;

/// <summary>The fields of the wizard's page for agents: what it opens with, and what a click on Next makes of them.</summary>
internal sealed class AgentFields(IInstallerSession session, MachineParts machine)
{
    private const string Presets = "Presets";
    private const string ReportOnly = nameof(HostPolicyMode.ReportOnly);
    private const string Later = "Later";

    /// <summary>The presets with a box on the page.</summary>
    private static readonly string[] Boxes =
        ["AzureMonitorAgent", "ArcGateway", "AzureArc", "DefenderForEndpoint", "Automation", "MicrosoftMonitoringAgent"];

    private static readonly char[] Separators = [',', ';'];

    // What a message has room for on the page; an id is as long.
    private const int ShownLength = 36;

    /// <summary>Fills the page with what the command line says, else with what is configured.</summary>
    /// <param name="current">What is configured; null when it may not be read.</param>
    /// <param name="notedPolicy">The host policy that the last setup noted, for such a user.</param>
    public void Fill(CurrentSettings? current, string notedPolicy)
    {
        string[] given = [.. Names(PropertyNames.Presets)];
        bool isGiven = given.Length > 0 || AgentChoiceReader.OfPresets.Any(name => session.GetProperty(name).Trim().Length > 0);
        session.SetProperty(PropertyNames.GivenPresets, string.Join(",", given));
        string policy = HostPolicyByPolicy.Length > 0 ? HostPolicyByPolicy : session.GetProperty(PropertyNames.HostPolicy).Trim();
        string cloud = session.GetProperty(PropertyNames.Cloud).Trim();
        session.SetProperty(PropertyNames.GivenPolicy, policy);
        if (given.Length == 0 && current?.Hosts.Count > 0)
        {
            // A preset that has got new hosts has been allowed all the same.
            var listed = new ListedPresets(current.Hosts.Concat(current.NewHosts), Boxes);
            given = [.. listed.Presets];
            if (given.Length > 0) cloud = listed.Cloud.ToString();
            FillField(PropertyNames.Regions, listed.Regions);
            FillField(PropertyNames.WorkspaceIds, listed.WorkspaceIds);
            FillField(PropertyNames.AccountIds, listed.AccountIds);
            FillField(PropertyNames.GatewayNames, listed.GatewayNames);
        }

        foreach (string preset in Boxes)
            session.SetProperty(BoxOf(preset), given.Contains(preset, StringComparer.OrdinalIgnoreCase) ? "1" : "");
        string[] clouds = Enum.GetNames(typeof(AzureCloud));
        session.SetProperty(PropertyNames.AgentCloud, clouds.FirstOrDefault(c => c.Equals(cloud, StringComparison.OrdinalIgnoreCase)) ?? clouds[0]);
        session.SetProperty(PropertyNames.AgentPolicy, HostPolicyByPolicy.Length > 0 ? HostPolicyByPolicy : current?.HostPolicy ?? notedPolicy);
        session.SetProperty(PropertyNames.AgentChoice, Choose(policy.Length > 0 ? policy : current?.HostPolicy ?? "", given.Length > 0, current));
        session.SetProperty(PropertyNames.AgentNews, Describe(current?.PresetsWithNews ?? []));
        session.SetProperty(PropertyNames.AgentFieldsShown, isGiven ? "" : Shown(given));
    }

    /// <summary>A preset by the text of its box, without a note in brackets, or by its name where it has none.</summary>
    public static string NameOf(IInstallerSession session, string preset)
    {
        // The key that chooses the box is marked in its text, or follows it in the languages that have no letter for it.
        string text = Regex.Replace(session.GetProperty(PropertyNames.AgentName + preset.ToUpperInvariant()), @"\(&.\)|&|\s*\([^)]*\)", "");
        return text.Length > 0 ? text : preset;
    }

    /// <summary>Makes the properties of the installation of the fields, and names what is wrong with them.</summary>
    public void Check()
    {
        string choice = session.GetProperty(PropertyNames.AgentChoice);
        string[] ticked = choice == Later ? []
            : [.. Boxes.Where(p => session.GetProperty(BoxOf(p)).Length > 0),
                .. Names(PropertyNames.GivenPresets).Except(Boxes, StringComparer.OrdinalIgnoreCase)];
        string[] added = [.. Added(ticked)];
        session.SetProperty(PropertyNames.AgentNames, Describe(ticked));
        session.SetProperty(PropertyNames.Presets, string.Join(",", added));
        session.SetProperty(PropertyNames.PresetsKept, string.Join(",", ticked.Except(added)));
        session.SetProperty(PropertyNames.Cloud, added.Length > 0 ? session.GetProperty(PropertyNames.AgentCloud) : "");
        session.SetProperty(PropertyNames.HostPolicy, PolicyOf(choice));
        if (choice == Presets && ticked.Length == 0)
        {
            Report(PropertyNames.NoAgents);
            return;
        }

        try
        {
            // What the command line alone can say has no field that could be corrected here.
            AgentChoice read = new AgentChoiceReader(
                name => name == PropertyNames.AllowedHosts ? "" : session.GetProperty(name), KnownPresets.Of(session, machine)).Read();
            ReportDoubts(read.DoubtfulRegions);
        }
        catch (InstallerException e)
        {
            (string field, string value, string preset) = e.Error switch
            {
                InstallerError.PresetNeeds => (e.Values[1], "", e.Values[0]),
                InstallerError.InvalidId => (e.Values[0], e.Values[1], ""),
                InstallerError.InvalidRegion => (PropertyNames.Regions, e.Values[0], e.Values[1]),
                InstallerError.InvalidGatewayName => (PropertyNames.GatewayNames, e.Values[0], ""),
                InstallerError.PresetNotInCloud => (PropertyNames.Cloud, "", e.Values[0]),
                _ => ("", "", e.Values[0]),
            };
            Report(e.Error.ToString(), field, value, preset);
        }
    }

    // Said once: a region may be newer than this version.
    private void ReportDoubts(IReadOnlyList<string> regions)
    {
        string typed = session.GetProperty(PropertyNames.Regions).Trim();
        bool isNew = regions.Count > 0 && session.GetProperty(PropertyNames.DoubtedRegions) != typed;
        session.SetProperty(PropertyNames.DoubtedRegions, regions.Count > 0 ? typed : "");
        if (isNew) Report(PropertyNames.DoubtfulRegion, PropertyNames.Regions, string.Join(", ", regions));
        else Report("");
    }

    // One field for the regions of all agents cannot say which of them has which: what is shown as configured stays as it is. Boxes that
    // are ticked now get what the fields say, and so do all of them once a field says something else.
    private IEnumerable<string> Added(string[] ticked)
    {
        string shown = session.GetProperty(PropertyNames.AgentFieldsShown);
        if (shown.Length == 0) return ticked;
        string[] before = shown.Split('|');
        return before[1] == Fields() ? ticked.Except(before[0].Split(Separators), StringComparer.OrdinalIgnoreCase) : ticked;
    }

    private string Shown(IEnumerable<string> presets) => $"{string.Join(",", presets)}|{Fields()}";

    private string Fields() => string.Join(
        ";", AgentChoiceReader.OfPresets.Select(name => name == PropertyNames.Cloud ? PropertyNames.AgentCloud : name)
            .Select(name => session.GetProperty(name).Trim()));

    // A first installation asks; where there is something to keep, it is kept unless somebody chooses otherwise.
    private string Choose(string policy, bool hasPresets, CurrentSettings? current)
    {
        if (policy.Equals(ReportOnly, StringComparison.OrdinalIgnoreCase)) return ReportOnly;
        bool isFirst = current is { AreOwn: false, Hosts.Count: 0 } && session.GetProperty(PropertyNames.AllowedHosts).Length == 0;
        return hasPresets || isFirst ? Presets : Later;
    }

    // A gateway that lets everything pass continues to do so only if that is chosen.
    private string PolicyOf(string choice)
    {
        const string Enforce = nameof(HostPolicyMode.Enforce);
        if (HostPolicyByPolicy.Length > 0) return "";
        if (choice == ReportOnly) return ReportOnly;
        if (session.GetProperty(PropertyNames.GivenPolicy).Equals(Enforce, StringComparison.OrdinalIgnoreCase)) return Enforce;
        // Settings that this user cannot read stay unless the page says something else, as a choice of agents does.
        if (session.GetProperty(PropertyNames.SettingsRead) != "1") return choice == Presets ? Enforce : "";
        return session.GetProperty(PropertyNames.AgentPolicy) == ReportOnly ? Enforce : "";
    }

    private string HostPolicyByPolicy => session.GetProperty(PropertyNames.HostPolicyByPolicy);

    private IEnumerable<string> Names(string property) => session.GetProperty(property).Split(Separators).Select(t => t.Trim()).Where(t => t.Length > 0);

    private void FillField(string property, IEnumerable<string> values)
    {
        if (session.GetProperty(property).Trim().Length == 0) session.SetProperty(property, string.Join(", ", values));
    }

    private void Report(string problem, string field = "", string value = "", string preset = "")
    {
        session.SetProperty(PropertyNames.AgentsProblem, problem);
        session.SetProperty(PropertyNames.AgentsField, field);
        session.SetProperty(PropertyNames.AgentsValue, Printable.Shorten(value, ShownLength));
        session.SetProperty(PropertyNames.AgentsPreset, NameOf(session, preset));
    }

    private string Describe(IEnumerable<string> presets) => string.Join(", ", presets.Select(preset => NameOf(session, preset)));

    private static string BoxOf(string preset) => PropertyNames.AgentBox + preset.ToUpperInvariant();
}
