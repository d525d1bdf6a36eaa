using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Status;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Settings;

public sealed class RemoveSettingsTests : IDisposable
{
    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void An_uninstallation_leaves_no_folder()
    {
        Install();

        Remove();
        Commit();

        Assert.Null(_setup.Snapshot());
    }

    [Fact]
    public void The_lists_of_groups_go_too()
    {
        Install();
        _setup.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        GatewayAdministration pos = _setup.Administration.InGroup("pos");
        pos.Presets.Apply(pos.Presets.Get("ArcESU"), new());
        pos.ClientCertificates.Add("mine");

        Remove();
        Commit();

        Assert.False(Directory.Exists(_setup.Folder));
    }

    [Fact]
    public void What_the_service_wrote_goes_too()
    {
        Install();
        new GatewayStatus().Write(ConfigurationStore.Open(_setup.Folder).StatusPath);

        Remove();
        Commit();

        Assert.False(Directory.Exists(_setup.Folder));
    }

    /// <summary>As Windows says it (ERROR_SHARING_VIOLATION) of a file that a collector has open without FILE_SHARE_DELETE.</summary>
    [Fact]
    public void An_access_log_that_is_being_read_keeps_nothing_but_itself()
    {
        Install();
        string status = ConfigurationStore.Open(_setup.Folder).StatusPath;
        new GatewayStatus().Write(status);
        string log = Path.Combine(Path.GetDirectoryName(status)!, "access", "access.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        File.WriteAllText(log, "{}\n");
        _setup.Machine.OpenFiles.Add(log);

        Remove();
        Commit();

        Assert.Equal([log], Directory.GetFiles(_setup.Folder, "*", SearchOption.AllDirectories));
        Assert.Contains(_setup.Session.Lines, line => line.Contains("stays, since another program uses it") && line.Contains(log));
    }

    [Fact]
    public void Rollback_restores_every_byte()
    {
        Install();
        var before = _setup.Snapshot();

        Remove();
        Assert.NotEqual(before, _setup.Snapshot());
        _setup.Run(ActionNames.RollbackRemoveSettings, a => a.RollbackRemoveSettings());

        Assert.Equal(before, _setup.Snapshot());
    }

    [Fact]
    public void Somebody_else_s_file_stays()
    {
        Install();
        File.WriteAllText(Path.Combine(_setup.Folder, "notes.txt"), "mine");

        Remove();
        Commit();

        Assert.Equal(["notes.txt"], _setup.Snapshot()!.Keys);
    }

    [Fact]
    public void Without_a_folder_there_is_nothing_to_do()
    {
        _setup.With("REMOVE=ALL").Actions.PrepareActions();

        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.RemoveSettings, a => a.RemoveSettings()));
        Commit();
        Assert.Null(_setup.Snapshot());
    }

    [Fact]
    public void An_upgrade_keeps_the_folder()
    {
        Directory.CreateDirectory(_setup.Folder);
        _setup.With("REMOVE=ALL", "UPGRADINGPRODUCTCODE={1}").Actions.PrepareActions();

        Commit();

        Assert.NotNull(_setup.Snapshot());
    }

    private void Install()
    {
        _setup.With("PORTNUMBER=9000", "PROXY=proxy", "USERNAME=bob", "PASSWORD=x").Install();
        _setup.Administration.Hosts.Add("a.contoso.com");
        _setup.Administration.ClientCertificates.Add("mycert");
        _setup.With("REMOVE=ALL").Actions.PrepareActions();
    }

    private void Remove() =>
        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.RemoveSettings, a => a.RemoveSettings()));

    private void Commit() => _setup.Run(ActionNames.CommitConfiguration, a => a.CommitConfiguration());
}
