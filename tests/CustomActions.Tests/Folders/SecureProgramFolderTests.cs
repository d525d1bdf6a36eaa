using OmsGateway.CustomActions.Folders;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Folders;

public sealed class SecureProgramFolderTests : IDisposable
{
    private const string User = "S-1-5-21-1-2-3-1001";
    private const string OpenToUsers = "D:AI(A;OICIID;FA;;;BA)(A;OICIID;0x1301bf;;;AU)";
    private const string Administrators = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)";

    private readonly Setup _setup = new();
    private readonly string _drive;

    public SecureProgramFolderTests()
    {
        _drive = Path.Combine(_setup.Session[PropertyNames.ProgramData], "drive");
        Directory.CreateDirectory(_drive);
        // Everything above is the administrators', as the root of a drive is.
        for (string? above = _drive; above is not null; above = Path.GetDirectoryName(above)) Machine.Descriptors[above] = Administrators;
        _setup.With($"INSTALLDIR={Target}/");
    }

    public void Dispose() => _setup.Dispose();

    private FakeMachine Machine => _setup.Machine;

    private string Target => Path.Combine(_drive, "Apps", "OMS Gateway");

    [Fact]
    public void Program_Files_stays_as_it_is()
    {
        _setup.With($"INSTALLDIR={_setup.Session[PropertyNames.ProgramFiles]}/OMS Gateway/");

        Assert.Equal(ActionRunner.Success, Secure());

        Assert.False(Directory.Exists(Path.Combine(_setup.Session[PropertyNames.ProgramFiles], "OMS Gateway")));
    }

    [Fact]
    public void Folders_that_are_missing_are_made_protected()
    {
        Assert.Equal(ActionRunner.Success, Secure());

        Assert.Equal(SecureProgramFolder.Descriptor, Machine.Descriptors[Target]);
        Assert.Equal(SecureProgramFolder.Descriptor, Machine.Descriptors[Path.Combine(_drive, "Apps")]);
        Assert.Empty(Machine.Open);
    }

    [Fact]
    public void A_folder_that_is_there_is_protected_and_a_rollback_gives_it_back_its_list()
    {
        Make(Path.Combine(_drive, "Apps"), Administrators);
        Make(Target, OpenToUsers);

        Assert.Equal(ActionRunner.Success, Secure());
        Assert.Equal(SecureProgramFolder.Descriptor, Machine.Descriptors[Target]);

        _setup.Run(ActionNames.RollbackSecureProgramFolder, a => a.RollbackSecureProgramFolder());
        Assert.Equal(OpenToUsers, Machine.Descriptors[Target]);
    }

    [Fact]
    public void A_rollback_removes_the_folders_that_were_made()
    {
        Secure();

        _setup.Run(ActionNames.RollbackSecureProgramFolder, a => a.RollbackSecureProgramFolder());

        Assert.Empty(Directory.GetFileSystemEntries(_drive));
    }

    [Fact]
    public void A_folder_above_that_others_may_rename_is_refused()
    {
        Make(Path.Combine(_drive, "Apps"), OpenToUsers);

        Machine.AccountNames["AU"] = @"NT AUTHORITY\Authenticated Users";
        Refused(@"Apps may be renamed or emptied by NT AUTHORITY\Authenticated Users (AU)");
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void A_folder_that_another_user_made_is_refused()
    {
        Make(Path.Combine(_drive, "Apps"), Administrators);
        Make(Target, OpenToUsers);
        Machine.Owners[Target] = User;

        Machine.AccountNames[User] = @"CONTOSO\bob";
        Refused($@"belongs to CONTOSO\bob ({User}), who");
    }

    /// <summary>SYSTEM, the administrators and TrustedInstaller.</summary>
    [Theory]
    [InlineData("S-1-5-18")]
    [InlineData("S-1-5-32-544")]
    [InlineData("S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464")]
    public void A_folder_of_the_administrators_is_taken_over(string owner)
    {
        Make(Path.Combine(_drive, "Apps"), Administrators);
        Make(Target, OpenToUsers);
        Machine.Owners[Target] = owner;

        Assert.Equal(ActionRunner.Success, Secure());
    }

    [Fact]
    public void A_folder_that_the_service_made_is_refused()
    {
        Make(Path.Combine(_drive, "Apps"), Administrators);
        Make(Target, OpenToUsers);
        Machine.Owners[Target] = ServiceSid.Of("OMSGatewayService");

        Refused("OMS Gateway belongs to S-1-5-80-");
    }

    [Fact]
    public void A_root_whose_folders_others_may_delete_is_refused()
    {
        Machine.Descriptors[Path.GetPathRoot(_drive)!] = "D:(A;;DT;;;BU)";

        Refused("may be renamed or emptied by BU, and with it");
    }

    [Fact]
    public void A_root_in_which_others_may_make_folders_passes()
    {
        Machine.Descriptors[Path.GetPathRoot(_drive)!] = OpenToUsers;

        Assert.Equal(ActionRunner.Success, Secure());
    }

    [Fact]
    public void A_rollback_leaves_a_folder_that_somebody_has_put_something_into()
    {
        Secure();
        string file = Path.Combine(Target, "theirs");
        File.WriteAllText(file, "");

        _setup.Run(ActionNames.RollbackSecureProgramFolder, a => a.RollbackSecureProgramFolder());

        Assert.True(File.Exists(file));
    }

    [Fact]
    public void A_file_that_another_user_laid_deep_in_it_is_refused()
    {
        string inner = Path.Combine(Target, "PowerShell");
        Directory.CreateDirectory(inner);
        string planted = Path.Combine(inner, "version.dll");
        File.WriteAllText(planted, "");
        Machine.Owners[planted] = User;
        Machine.Descriptors[Path.Combine(_drive, "Apps")] = Administrators;

        Refused($"version.dll belongs to {User}, who");
    }

    [Fact]
    public void A_link_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_drive, "Elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(_drive, "Apps"), Path.Combine(_drive, "Elsewhere"));

        Refused("is a link to another place");
    }

    [Fact]
    public void A_volume_without_permissions_is_refused()
    {
        Machine.KeepsPermissions = false;

        Refused("keeps no permissions");
    }

    private void Make(string folder, string descriptor)
    {
        Directory.CreateDirectory(folder);
        Machine.Descriptors[folder] = descriptor;
    }

    private void Refused(string reason)
    {
        Assert.Equal(ActionRunner.Failure, Secure());
        (InstallerError error, string text) = Assert.Single(_setup.Session.Errors);
        Assert.Equal(InstallerError.ProgramFolderNotSecured, error);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.Empty(Machine.Open);
    }

    private uint Secure()
    {
        _setup.Prepare();
        return _setup.Run(ActionNames.SecureProgramFolder, a => a.SecureProgramFolder());
    }
}
