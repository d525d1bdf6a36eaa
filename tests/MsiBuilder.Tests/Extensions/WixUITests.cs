using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Tests.Support;

namespace OmsGateway.MsiBuilder.Tests.Extensions;

public sealed class WixUITests : IDisposable
{
    private readonly Sources _sources = new();

    private static readonly string Source = Sources.Package("""
        <ui:WixUI Id="WixUI_InstallDir" InstallDirectory="INSTALLFOLDER" />
        <UIRef Id="WixUI_ErrorProgressText" />
        """ + Sources.Component("""<File Source="a.txt" />"""));

    /// <summary>
    /// Ids, types, properties, events, conditions and orders are those of the toolset's set, but for the Print button, whose
    /// action is native code that is not there.
    /// </summary>
    [Fact]
    public void The_dialogs_behave_as_those_of_the_toolset()
    {
        var database = _sources.Build(Source);
        var expected = File.ReadAllLines(Path.Combine(Golden.Folder, "wixui-installdir.txt"))
            .Where(l => !l.Contains("WixUIPrintEula", StringComparison.Ordinal));
        var actual = database.Tables["Control"].Rows.Select(r => $"control\t{r[0]}\t{r[1]}\t{r[2]}\t{r[8]}")
            .Concat(database.Tables["ControlEvent"].Rows.Select(r => $"event\t{string.Join('\t', r)}"))
            .Concat(database.Tables["ControlCondition"].Rows.Select(r => $"condition\t{string.Join('\t', r)}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.Equal(22, database.Tables["Dialog"].Rows.Count);
    }

    [Fact]
    public void The_dialogs_are_shown_at_the_toolset_s_numbers()
    {
        var rows = Sources.Rows(_sources.Build(Source), "InstallUISequence");
        foreach (var line in new[]
        {
            "FatalError\t\t-3", "UserExit\t\t-2", "ExitDialog\t\t-1", "PrepareDlg\t\t49",
            "ResumeDlg\tInstalled AND (RESUME OR Preselected)\t1296", "WelcomeDlg\tNOT Installed OR PATCH\t1297", "ProgressDlg\t\t1299",
            "ExecuteAction\t\t1300",
            "MaintenanceWelcomeDlg\tInstalled AND NOT RESUME AND NOT Preselected AND NOT PATCH\t1298",
        })
            Assert.Contains(line, rows);
    }

    [Fact]
    public void The_set_brings_its_properties_pictures_and_texts()
    {
        var database = _sources.Build(Source);
        Assert.Equal("INSTALLFOLDER", database.Property("WIXUI_INSTALLDIR"));
        Assert.Equal("1", database.Property("ARPNOMODIFY"));
        Assert.Equal("ErrorDlg", database.Property("ErrorDialog"));
        Assert.Equal("WixUI_Font_Normal", database.Property("DefaultUIFont"));
        Assert.Equal(3, database.Tables["TextStyle"].Rows.Count);
        Assert.Contains("WixUI_Bmp_Banner", database.Tables["Binary"].Rows.Select(r => r[0]));
        Assert.Contains("InstallFiles", database.Tables["ActionText"].Rows.Select(r => r[0]));
        Assert.Contains(
            Sources.Rows(database, "CustomAction"), r => r.StartsWith("WixUIValidatePath_X64\t51\tWIXUI_INSTALLDIR_VALID\t1", StringComparison.Ordinal));
    }

    [Fact]
    public void The_product_s_strings_win()
    {
        var database = _sources.Build(Source, ("de-DE.wxl", """
            <WixLocalization Culture="de-DE" xmlns="http://wixtoolset.org/schemas/v4/wxl">
              <String Id="WixUINext" Value="&amp;Weiter" />
              <UI Dialog="WelcomeDlg" Control="Next" X="200" Width="90" />
            </WixLocalization>
            """));
        var next = database.Tables["Control"].Rows.Single(r => r[0] is "WelcomeDlg" && r[1] is "Next");
        Assert.Equal("&Weiter", next[9]);
        Assert.Equal(200, next[3]);
        Assert.Equal(90, next[5]);
        var back = database.Tables["Control"].Rows.Single(r => r[0] is "WelcomeDlg" && r[1] is "Back");
        Assert.Equal("&Back", back[9]);
    }

    [Fact]
    public void Every_control_lies_within_its_dialog()
    {
        var database = _sources.Build(Source);
        var sizes = database.Tables["Dialog"].Rows.ToDictionary(r => (string)r[0]!, r => ((int)r[3]!, (int)r[4]!));
        foreach (var row in database.Tables["Control"].Rows)
        {
            var (width, height) = sizes[(string)row[0]!];
            Assert.True((int)row[3]! + (int)row[5]! <= width, $"{row[0]}/{row[1]}");
            Assert.True((int)row[4]! + (int)row[6]! <= height, $"{row[0]}/{row[1]}");
        }
    }

    [Fact]
    public void A_dialog_is_inserted_by_events_with_a_higher_order()
    {
        var database = _sources.Build(Sources.Package("""
            <ui:WixUI Id="WixUI_InstallDir" InstallDirectory="INSTALLFOLDER" />
            <UI>
              <Dialog Id="PortDlg" Width="370" Height="270" Title="x"><Control Id="Next" Type="PushButton" X="0" Y="0" Width="5" Height="5" Text="Next"><Publish Event="NewDialog" Value="InstallDirDlg" /></Control></Dialog>
              <Publish Dialog="LicenseAgreementDlg" Control="Next" Event="NewDialog" Value="PortDlg" Order="5" Condition="LicenseAccepted = &quot;1&quot;" />
            </UI>
            """ + Sources.Component("""<File Source="a.txt" />""")));
        Assert.Contains("LicenseAgreementDlg\tNext\tNewDialog\tPortDlg\tLicenseAccepted = \"1\"\t5", Sources.Rows(database, "ControlEvent"));
        Assert.NotNull(IdtText.Lines(database.Tables["Control"]).FirstOrDefault(l => l.StartsWith("PortDlg\tNext", StringComparison.Ordinal)));
    }

    public void Dispose() => _sources.Dispose();
}
