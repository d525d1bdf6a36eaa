using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;
using OmsGateway.CustomActions.Agents;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Tests.Support;

/// <summary>An installation on a machine of its own, with a real configuration folder.</summary>
internal sealed class Setup : IDisposable
{
    public const string LegacyKey = @"SYSTEM\CurrentControlSet\Services\ForwarderService\Configurations";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("installer-test-");

    public Setup()
    {
        Session[PropertyNames.ProgramData] = Path.Combine(_root.FullName, "ProgramData");
        Session[PropertyNames.ProgramFiles] = Path.Combine(_root.FullName, "Program Files");
        Session[PropertyNames.InstallFolder] = @"C:\Program Files\OMS Gateway\";
        Session[PropertyNames.UILevel] = "2";
        Session[PropertyNames.LicenseAccepted] = "1";
        Directory.CreateDirectory(Session[PropertyNames.ProgramData]);
    }

    public FakeSession Session { get; } = new();

    public FakeMachine Machine { get; } = new();

    public string Folder => Path.Combine(Session[PropertyNames.ProgramData], "OMS Gateway");

    public ConfigurationStore Store => ConfigurationStore.Open(Folder);

    public GatewayAdministration Administration => new(Store);

    public InstallerActions Actions => new(Session, Machine.Parts);

    /// <summary>Sets properties as a command line does: NAME=value.</summary>
    public Setup With(params string[] properties)
    {
        foreach (string property in properties)
        {
            int equals = property.IndexOf('=', StringComparison.Ordinal);
            Session[property[..equals]] = property[(equals + 1)..];
        }

        return this;
    }

    /// <summary>Runs what comes before anything changes, and expects no error.</summary>
    public Setup Prepare()
    {
        Expect(Actions.FindLegacyProducts());
        Expect(Actions.ReadCurrentSettings());
        Expect(Actions.ValidateProperties());
        Expect(Actions.PrepareActions());
        Expect(Actions.FindService());
        return this;
    }

    /// <summary>Runs a deferred action with the data it was handed.</summary>
    public uint Run(string name, Func<InstallerActions, uint> action)
    {
        var session = new FakeSession { [PropertyNames.ActionData] = Session[name] };
        uint result = action(new InstallerActions(session, Machine.Parts));
        Session.Lines.AddRange(session.Lines);
        Session.Errors.AddRange(session.Errors);
        return result;
    }

    public uint WriteSettings() => Run(ActionNames.WriteSettings, a => a.WriteSettings());

    public uint RollbackSettings() => Run(ActionNames.RollbackSettings, a => a.RollbackSettings());

    /// <summary>A whole silent installation.</summary>
    public Setup Install()
    {
        Prepare();
        Expect(WriteSettings());
        if (Session[PropertyNames.LegacyProducts].Length > 0) Expect(Run(ActionNames.TakeOverLegacyLists, a => a.TakeOverLegacyLists()));
        Expect(Run(ActionNames.CommitConfiguration, a => a.CommitConfiguration()));
        string[] given = ["SETTINGSREAD", "PORTNUMBER", "PROXY", "HASPROXY", "HASAUTH", "USERNAME", "PASSWORD", "LEGACYPRODUCTS", "PORTSHOWN"];
        foreach (string name in given.Concat(AgentChoiceReader.Properties)) Session[name] = "";
        return this;
    }

    /// <summary>An installed Forwarder with a list of hosts.</summary>
    public Setup WithForwarder(string hosts = "")
    {
        string folder = Path.Combine(Session[PropertyNames.ProgramFiles], "Microsoft OMS Log Analytics Forwarder");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "allowedlist_server.txt"), hosts);
        Machine.Products.Add(new("{11111111-0000-0000-0000-000000000000}", "Microsoft OMS Log Analytics Forwarder", "Microsoft Corporation", folder));
        return this;
    }

    /// <summary>A preset as an earlier version applied it, which had a host less then.</summary>
    public void ApplyAnEarlierMonitorAgent(string workspace)
    {
        const string New = "global.prod.microsoftmetrics.com";
        Administration.Settings.Set("ListenPort", "8080");
        PresetAdministration presets = Administration.Presets;
        presets.Apply(presets.Get("AzureMonitorAgent"), new PresetRequest { Regions = ["westeurope"], WorkspaceIds = [workspace] });
        string record = File.ReadAllText(Store.AppliedPresetsPath);
        Assert.Contains(New, record, StringComparison.Ordinal);
        File.WriteAllText(Store.AppliedPresetsPath, record.Replace($"<host>{New}</host>", "", StringComparison.Ordinal));
        Administration.Hosts.Remove(New);
    }

    /// <summary>Every file of the configuration folder with its bytes, or null when there is no folder.</summary>
    public SortedDictionary<string, string>? Snapshot() => !Directory.Exists(Folder) ? null
        : new(Directory.GetFiles(Folder).ToDictionary(f => Path.GetFileName(f), f => Convert.ToHexString(File.ReadAllBytes(f))));

    public void Dispose() => _root.Delete(recursive: true);

    private void Expect(uint result) =>
        Assert.True(result == ActionRunner.Success, string.Join("\n", Session.Errors.Select(e => $"{e}").Concat(Session.Lines)));
}
