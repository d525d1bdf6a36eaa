using OmsGateway.CustomActions.Folders;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Folders;

public sealed class SecureFolderTests : IDisposable
{
    private const string User = "S-1-5-21-1-2-3-1001";

    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void A_service_s_identifier_is_the_one_Windows_makes() =>
        Assert.Equal("S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464", ServiceSid.Of("TrustedInstaller"));

    [Fact]
    public void The_folder_admits_system_administrators_and_the_service()
    {
        _setup.Prepare();

        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.SecureFolder, a => a.SecureFolder()));

        // Read and execute here, modify in the folder of its own.
        string service = ServiceSid.Of("OMSGatewayService");
        Assert.Equal($"D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;{service})", _setup.Machine.Descriptors[_setup.Folder]);
        Assert.Equal($"D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;{service})", _setup.Machine.Descriptors[_setup.Store.StateDirectory]);
        Assert.Empty(_setup.Machine.Open);
    }

    [Fact]
    public void A_link_that_the_service_made_of_its_folder_leads_nowhere_and_is_a_folder_again()
    {
        string elsewhere = Path.Combine(_setup.Session[PropertyNames.ProgramData], "elsewhere");
        Directory.CreateDirectory(elsewhere);
        Directory.CreateDirectory(_setup.Folder);
        Directory.CreateSymbolicLink(_setup.Store.StateDirectory, elsewhere);
        _setup.Prepare();

        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.SecureFolder, a => a.SecureFolder()));

        Assert.Null(new DirectoryInfo(_setup.Store.StateDirectory).LinkTarget);
        Assert.True(Directory.Exists(elsewhere));
        Assert.False(_setup.Machine.Descriptors.ContainsKey(elsewhere));
    }

    [Fact]
    public void What_an_installation_that_was_cut_off_left_is_removed()
    {
        Directory.CreateDirectory(_setup.Folder);
        string left = Path.Combine(_setup.Folder, "OMSGateway.rollback-0123-settings");
        File.WriteAllText(left, "secret");
        _setup.Prepare();

        _setup.Run(ActionNames.SecureFolder, a => a.SecureFolder());

        Assert.False(File.Exists(left));
    }

    /// <summary>Without a rollback there is no commit either (the page "RollbackDisabled property").</summary>
    [Fact]
    public void With_rollback_disabled_nothing_is_kept()
    {
        _setup.With("RollbackDisabled=1", "PROXY=proxy", "USERNAME=bob", "PASSWORD=x").Prepare();

        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.SecureFolder, a => a.SecureFolder()));
        Assert.Equal(ActionRunner.Success, _setup.WriteSettings());
        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.TakeOverLegacyLists, a => a.TakeOverLegacyLists()));
        Assert.DoesNotContain(Directory.GetFiles(_setup.Folder), f => f.Contains("rollback", StringComparison.Ordinal));
        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.RemoveSettings, a => a.RemoveSettings()));
        Assert.Empty(Directory.GetFiles(_setup.Folder));
    }

    [Fact]
    public void Rollback_gives_the_folder_its_earlier_list_and_leaves_no_file()
    {
        Directory.CreateDirectory(_setup.Folder);
        _setup.Machine.Descriptors[_setup.Folder] = "D:(A;;FA;;;WD)";
        _setup.Prepare();
        _setup.Run(ActionNames.SecureFolder, a => a.SecureFolder());

        _setup.Run(ActionNames.RollbackSecureFolder, a => a.RollbackSecureFolder());

        Assert.Equal("D:(A;;FA;;;WD)", _setup.Machine.Descriptors[_setup.Folder]);
        Assert.Empty(_setup.Snapshot()!);
    }

    [Fact]
    public void Rollback_leaves_what_the_service_has_kept()
    {
        Directory.CreateDirectory(_setup.Store.StateDirectory);
        string kept = Path.Combine(_setup.Store.StateDirectory, "kept");
        File.WriteAllText(kept, "");
        _setup.Prepare();
        _setup.Run(ActionNames.SecureFolder, a => a.SecureFolder());

        _setup.Run(ActionNames.RollbackSecureFolder, a => a.RollbackSecureFolder());

        Assert.True(File.Exists(kept));
    }

    [Fact]
    public void Rollback_removes_the_folder_that_was_made_for_the_service()
    {
        _setup.Prepare();
        _setup.Run(ActionNames.SecureFolder, a => a.SecureFolder());
        Assert.True(Directory.Exists(_setup.Store.StateDirectory));

        _setup.Run(ActionNames.RollbackSecureFolder, a => a.RollbackSecureFolder());

        Assert.False(Directory.Exists(_setup.Store.StateDirectory));
    }

    [Fact]
    public void Rollback_before_the_change_does_nothing()
    {
        _setup.Prepare();

        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.RollbackSecureFolder, a => a.RollbackSecureFolder()));
        Assert.Empty(_setup.Machine.Descriptors);
    }

    [Fact]
    public void A_folder_that_cannot_be_secured_ends_the_installation()
    {
        _setup.Prepare();
        _setup.Machine.Refusal = new UnauthorizedAccessException();

        Assert.Equal(ActionRunner.Failure, _setup.Run(ActionNames.SecureFolder, a => a.SecureFolder()));
        Assert.Equal(InstallerError.FolderNotSecured, Assert.Single(_setup.Session.Errors).Error);
    }

    [Fact]
    public void A_folder_that_belongs_to_another_user_ends_the_installation()
    {
        Directory.CreateDirectory(_setup.Folder);
        _setup.Machine.Owners[_setup.Folder] = User;

        AssertRefused(_setup.Folder, User);
    }

    [Fact]
    public void A_file_that_another_user_put_into_the_folder_ends_the_installation()
    {
        Directory.CreateDirectory(_setup.Folder);
        string file = Path.Combine(_setup.Folder, "allowedlist_server.txt");
        File.WriteAllText(file, "attacker.example.com");
        _setup.Machine.Owners[file] = User;

        AssertRefused(file, User);
    }

    [Fact]
    public void A_folder_that_is_a_link_ends_the_installation_before_the_place_it_leads_to_is_touched()
    {
        string elsewhere = Path.Combine(_setup.Session[PropertyNames.ProgramData], "elsewhere");
        Directory.CreateDirectory(elsewhere);
        Directory.CreateSymbolicLink(_setup.Folder, elsewhere);

        AssertRefused(_setup.Folder, "link");
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
        Assert.Empty(_setup.Machine.Descriptors);
    }

    [Fact]
    public void What_administrators_and_the_service_made_is_taken_over()
    {
        Directory.CreateDirectory(_setup.Folder);
        string file = Path.Combine(_setup.Folder, "OMSGateway.status");
        File.WriteAllText(file, "{}");
        _setup.Machine.Owners[_setup.Folder] = "S-1-5-32-544";
        _setup.Machine.Owners[file] = ServiceSid.Of("OMSGatewayService");
        _setup.Prepare();

        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.SecureFolder, a => a.SecureFolder()));
    }

    private void AssertRefused(string path, string reason)
    {
        _setup.Prepare();

        Assert.Equal(ActionRunner.Failure, _setup.Run(ActionNames.SecureFolder, a => a.SecureFolder()));

        (InstallerError error, string text) = Assert.Single(_setup.Session.Errors);
        Assert.Equal(InstallerError.FolderNotSecured, error);
        Assert.Contains(path, text, StringComparison.Ordinal);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }
}
