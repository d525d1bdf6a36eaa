using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;
using OmsGateway.Host.Running;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Running;

public sealed class PresetNewsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _log = new();
    private readonly ConfigurationStore _store;

    public PresetNewsTests() => _store = ConfigurationStore.Open(_folder["config"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_an_upgrade_has_brought_is_an_event_until_it_is_added()
    {
        PresetAdministration presets = new GatewayAdministration(_store).Presets;
        presets.Apply(presets.Get("AzureMonitorAgent"), new PresetRequest { Regions = ["westeurope"], WorkspaceIds = [Guid.Empty.ToString()] });
        ConfigurationReport.PresetNews(_log, _store, _store.Load().Configuration!);
        Assert.Empty(_log.Events);
        // As an older version left both files.
        const string Host = "global.prod.microsoftmetrics.com";
        string record = File.ReadAllText(_store.AppliedPresetsPath);
        Assert.Contains(Host, record, StringComparison.Ordinal);
        File.WriteAllText(_store.AppliedPresetsPath, record.Replace($"<host>{Host}</host>", "", StringComparison.Ordinal));
        new GatewayAdministration(_store).Hosts.Remove(Host);

        ConfigurationReport.PresetNews(_log, _store, _store.Load().Configuration!);

        LoggedEvent news = Assert.Single(_log.Events);
        Assert.Equal(EventIds.Information, news.Id);
        Assert.Contains("1 hosts are new, in AzureMonitorAgent", news.Message, StringComparison.Ordinal);
        presets.Update(presets.Compare(), removesGone: false);
        ConfigurationReport.PresetNews(_log, _store, _store.Load().Configuration!);
        Assert.Single(_log.Events);
    }

    [Fact]
    public void News_for_a_group_s_list_names_it_in_the_commands()
    {
        var administration = new GatewayAdministration(_store);
        administration.Groups.Set("pos", "10.1.0.0/16", null);
        GatewayAdministration pos = administration.InGroup("pos");
        pos.Presets.Apply(pos.Presets.Get("ArcESU"), new PresetRequest());
        const string Host = "login.windows.net";
        string record = _store.AppliedPresetsPathOf("pos");
        File.WriteAllText(record, File.ReadAllText(record).Replace($"<host>{Host}</host>", "", StringComparison.Ordinal));
        pos.Hosts.Remove(Host);

        ConfigurationReport.PresetNews(_log, _store, _store.Load().Configuration!);

        Assert.Contains($"{SystemCommand.OfGroup("Update-OMSGatewayPreset", "hosts presets update", "pos")} adds them.", Assert.Single(_log.Events).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Else a service would end with each start until somebody has found the word in his own file.</summary>
    [Fact]
    public void An_own_preset_that_makes_no_host_any_more_is_a_warning_and_no_reason_not_to_run()
    {
        Directory.CreateDirectory(_store.Directory);
        void Write(string label) => File.WriteAllText(_store.OwnPresetsPath,
            $"<presets><preset name='Ours' summary='Ours.' requires='Region'><cloud name='Public'><host>{label}-{{region}}.contoso.com</host></cloud>"
            + "</preset></presets>");
        Write("a");
        PresetAdministration presets = new GatewayAdministration(_store).Presets;
        presets.Apply(presets.Get("Ours"), new PresetRequest { Regions = ["northcentralus"] });
        // As long as a label with the reader's own sample may be, and too long with this region.
        Write(new string('a', 52));

        ConfigurationReport.PresetNews(_log, _store, _store.Load().Configuration!);

        Assert.DoesNotContain(_log.Events, e => e.Id == EventIds.Error);
        Assert.Contains(presets.Compare(), difference => difference.Problem?.Contains("is not a host", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_damaged_record_is_a_warning_and_no_reason_not_to_run()
    {
        Directory.CreateDirectory(_store.Directory);
        File.WriteAllText(_store.AppliedPresetsPath, "<");

        ConfigurationReport.PresetNews(_log, _store, _store.Load().Configuration!);

        Assert.Equal(EventIds.WrongConfiguration, Assert.Single(_log.Events).Id);
    }
}
