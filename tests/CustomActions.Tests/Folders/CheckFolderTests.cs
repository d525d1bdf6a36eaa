using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Folders;

public sealed class CheckFolderTests : IDisposable
{
    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    [Theory]
    [InlineData(@"C:\Program Files\OMS Gateway\")]
    [InlineData(@"c:\Überwachung\ゲートウェイ & Co")]
    [InlineData(@"  C:\OMS.Gateway  ")]
    [InlineData(@"C:\Console\COM10")]
    [InlineData(@"C:\x")]
    [InlineData(@"A:\x")]
    [InlineData(@"a:\x")]
    [InlineData(@"Z:\x")]
    [InlineData(@"z:\x")]
    public void A_folder_on_a_disk_of_this_computer_is_taken(string folder)
    {
        _setup.Machine.FixedDisks.UnionWith([@"A:\", @"Z:\"]);

        Check(folder);

        Assert.Equal("", _setup.Session["FolderProblem"]);
        Assert.Equal(folder.Trim(), _setup.Session["INSTALLDIR"]);
    }

    /// <summary>
    /// The toolset's WixUIValidatePath (DriveCheck.cpp of WiX 4.0.6) refuses drives of a network, of removable media and of unknown kind, and
    /// UNC paths; the rest is what Windows cannot make, and what is no folder of a program.
    /// </summary>
    [Theory]
    [InlineData("")]
    [InlineData("OMS Gateway")]
    [InlineData(@"C:")]
    [InlineData(@"C:\")]
    [InlineData(@"C:OMS Gateway")]
    [InlineData(@"1:\OMS Gateway")]
    [InlineData(@"\\server\share\OMS Gateway")]
    [InlineData(@"\\?\C:\OMS Gateway")]
    [InlineData(@"N:\OMS Gateway")]
    [InlineData(@"C:/OMS Gateway")]
    [InlineData(@"C:\OMS|Gateway")]
    [InlineData(@"C:\OMS\nul")]
    [InlineData(@"C:\con\Gateway")]
    [InlineData(@"C:\PRN.txt")]
    [InlineData(@"C:\Aux")]
    [InlineData(@"C:\LPT9")]
    [InlineData(@"C:\COM¹")]
    [InlineData(@"C:\ \Gateway")]
    [InlineData(@"C:\OMS \Gateway")]
    [InlineData(@"C:\Com1.d\OMS Gateway")]
    [InlineData(@"C:\OMS Gateway\*")]
    [InlineData(@"C:\D:\OMS Gateway")]
    [InlineData(@"C:\OMS\\Gateway")]
    [InlineData(@"C:\OMS\..\Gateway")]
    [InlineData(@"C:\OMS.\Gateway")]
    [InlineData("C:\\OMS\tGateway")]
    public void What_is_no_such_folder_is_refused_and_stays_in_its_field(string folder)
    {
        Check(folder);

        Assert.NotEqual("", _setup.Session["FolderProblem"]);
        Assert.Equal(folder, _setup.Session["INSTALLDIR"]);
    }

    /// <summary>As the page "System folder properties" of Windows Installer's documentation names them.</summary>
    [Theory]
    [InlineData("ProgramFiles64Folder")]
    [InlineData("ProgramFilesFolder")]
    [InlineData("CommonFiles64Folder")]
    [InlineData("CommonFilesFolder")]
    [InlineData("CommonAppDataFolder")]
    [InlineData("WindowsFolder")]
    [InlineData("System64Folder")]
    [InlineData("SystemFolder")]
    public void A_folder_of_everybody_s_is_refused(string property)
    {
        _setup.With($@"{property}=C:\Every Body\");
        foreach ((string folder, bool isTaken) in new[] { (@"C:\Every Body", false), (@"c:\every body\", false), (@"C:\Every Body\Gateway", true) })
        {
            Check(folder);
            Assert.Equal(isTaken, _setup.Session["FolderProblem"].Length == 0);
        }
    }

    [Fact]
    public void A_path_that_is_too_long_is_refused()
    {
        Check($@"C:\{new string('x', 245)}");
        Assert.Equal("", _setup.Session["FolderProblem"]);

        Check($@"C:\{new string('x', 246)}");
        Assert.NotEqual("", _setup.Session["FolderProblem"]);
    }

    private void Check(string folder) => Assert.Equal(ActionRunner.Success, _setup.With($"INSTALLDIR={folder}").Actions.CheckFolder());
}
