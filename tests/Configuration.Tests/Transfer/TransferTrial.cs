using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Transfer;

namespace OmsGateway.Configuration.Tests.Transfer;

/// <summary>Two gateways and the file between them.</summary>
internal sealed class TransferTrial : IDisposable
{
    public const string OwnPresets =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<presets>\n  <!-- ours -->\n  <preset name=\"Own\" summary=\"Ours.\">\n    <cloud name=\"Public\">\n"
        + "      <host>own.contoso.com</host>\n    </cloud>\n  </preset>\n</presets>\n";

    public TransferTrial(Action<AtomicFileStep>? beforeStep = null)
    {
        To = new TemporaryStore(beforeStep: beforeStep);
        Target = new GatewayAdministration(To.Store, Warnings.Add);
        File = Path.Combine(From.Directory, "..", $"{Path.GetFileName(From.Directory)}.xml");
    }

    public TemporaryStore From { get; } = new();

    public TemporaryStore To { get; }

    public string File { get; }

    public GatewayAdministration Source => From.Administration;

    /// <summary>That of the second gateway, which keeps its warnings.</summary>
    public GatewayAdministration Target { get; }

    public List<string> Warnings { get; } = [];

    public string Exported
    {
        get => System.IO.File.ReadAllText(File);
        set => System.IO.File.WriteAllText(File, value);
    }

    /// <summary>Everything that an administrator sees of a configuration.</summary>
    public static string Describe(ConfigurationStore store)
    {
        GatewayAdministration all = new(store);
        List<string> lines = [.. all.Settings.GetAll().Select(setting => $"{setting.Name} = {setting.Value} {setting.IsDefault}")];
        lines.AddRange(all.Groups.All.Select(group => $"group {group.Name}: {string.Join(" ", group.Clients)} {group.HostPolicy}"));
        foreach (GatewayAdministration of in all.WithGroups())
        {
            lines.AddRange(of.Hosts.Get(includeDiscovered: true).Select(host => $"{host.Source}: {host.Pattern}"));
            lines.AddRange(of.ClientCertificates.Get(includeDiscovered: true).Select(client => $"{client.Source}: {client.Subject}"));
            lines.AddRange(of.Presets.Compare().Select(preset => $"{preset.Applied.Description}: {string.Join(" ", preset.Applied.Hosts)}"));
        }

        lines.AddRange(all.Presets.All.Select(preset => preset.Name));
        return string.Join('\n', lines);
    }

    /// <summary>Gives the first gateway something of everything.</summary>
    public void FillSource()
    {
        foreach (SettingDefinition definition in SettingDefinitions.All.Where(
            d => d.Kind != SettingKind.Secret && !d.Name.StartsWith("RelayProxy", StringComparison.Ordinal)))
            Source.Settings.Set(definition.Name, definition.Example);
        Source.Settings.Set("IdleTimeoutSeconds", "600");
        Source.RelayProxy.Set("proxy.contoso.com:3128", "CONTOSO\\gateway", "hunter2 <&> ü");
        Source.Settings.Set("RelayProxyFallbacks", "http://proxy2.contoso.com:3128");
        From.Hosts = "# Ours: <&>\r\na.contoso.com # for the tills\r\n\r\n*.ods.opinsights.azure.com\r\n";
        From.Clients = "# By name\nCN=\"a, b\", O=Contoso\n";
        Source.Groups.Set("Pos", "10.1.0.0/16 10.2.0.0/16", "ReportOnly");
        Source.Groups.Set("lab", "10.3.0.0/16", null);
        Source.InGroup("pos").Hosts.Add("pos.contoso.com");
        Source.InGroup("pos").ClientCertificates.Add("till");
        Source.Presets.Apply(Source.Presets.Get("ArcESU"), new PresetRequest());
        Source.InGroup("lab").Presets.Apply(Source.Presets.Get("AzureMonitorAgent"), new PresetRequest
        {
            Cloud = AzureCloud.Public,
            Regions = ["westeurope"],
            WorkspaceIds = ["11111111-2222-3333-4444-555555555555"],
        });
        System.IO.File.WriteAllText(From.Store.OwnPresetsPath, OwnPresets);
    }

    public IReadOnlyList<TransferDifference> Import(ImportOptions? options = null) => Target.Transfer.Import(File, options ?? new ImportOptions());

    public string[] Compare(ImportOptions? options = null) =>
        [.. Target.Transfer.Compare(File, options ?? new ImportOptions()).Select(difference => difference.ToString())];

    public void Dispose()
    {
        From.Dispose();
        To.Dispose();
        System.IO.File.Delete(File);
    }
}
