using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Tests.Support;
using OmsGateway.MsiBuilder.Validation;

namespace OmsGateway.MsiBuilder.Tests.Validation;

/// <summary>
/// A package that Windows Installer's own validation (ICE) would call wrong is not built. Each rule is broken once, in a package that
/// breaks no other.
/// </summary>
public sealed class ValidationTests : IDisposable
{
    private const string Button = """Type="PushButton" X="0" Y="0" Width="9" Height="9" Text="x" """;
    private readonly Sources _sources = new();

    [Theory]
    [InlineData("ICE17", """<UI><Dialog Id="D" Width="9" Height="9" Title="D"><Control Id="B" Type="PushButton" X="0" Y="0" Width="9" Height="9" Text="x" /></Dialog></UI>""",
        "The button D.B is enabled and has no event.")]
    [InlineData("ICE34", """<UI><Dialog Id="D" Width="9" Height="9" Title="D"><Control Id="R" Type="RadioButtonGroup" X="0" Y="0" Width="9" Height="9" Property="CHOICE"><RadioButtonGroup Property="CHOICE"><RadioButton Value="1" X="0" Y="0" Width="9" Height="9" Text="x" /></RadioButtonGroup></Control></Dialog></UI><Property Id="CHOICE" Secure="yes" />""",
        "The property CHOICE of D.R has no value, so that none of its buttons is chosen.")]
    [InlineData("ICE34", """<UI><Dialog Id="D" Width="9" Height="9" Title="D"><Control Id="R" Type="RadioButtonGroup" X="0" Y="0" Width="9" Height="9" Property="CHOICE"><RadioButtonGroup Property="CHOICE"><RadioButton Value="1" X="0" Y="0" Width="9" Height="9" Text="x" /></RadioButtonGroup></Control></Dialog></UI><Property Id="CHOICE" Value="2" />""",
        "The property CHOICE has the value '2', which none of its buttons has (1).")]
    [InlineData("ICE31", """<UI><Dialog Id="D" Width="9" Height="9" Title="D"><Control Id="B" Type="PushButton" X="0" Y="0" Width="9" Height="9" Text="x"><Publish Event="EndDialog" Value="Exit" /></Control><Control Id="T" Type="Text" X="0" Y="0" Width="9" Height="9" Text="{\Fancy}x" /></Dialog></UI>""",
        "D.T has the text style 'Fancy', which is not defined.")]
    [InlineData("ICE31", """<Property Id="DefaultUIFont" Value="Fancy" />""", "The property DefaultUIFont names the text style 'Fancy', which is not defined.")]
    [InlineData("ICE08", """<Feature Id="G"><Component Id="X" Directory="ProgramFiles64Folder" Guid="5F4E3D2C-1B0A-4F9E-8D7C-6B5A4F3E2D1F" /><Component Id="Y" Directory="ProgramFiles64Folder" Guid="5F4E3D2C-1B0A-4F9E-8D7C-6B5A4F3E2D1F" /></Feature>""",
        "The components X, Y have the same code {5F4E3D2C-1B0A-4F9E-8D7C-6B5A4F3E2D1F}.")]
    [InlineData("ICE77", """<Binary Id="Dll" SourceFile="a.txt" /><CustomAction Id="Late" BinaryRef="Dll" DllEntry="E" Execute="deferred" /><InstallExecuteSequence><Custom Action="Late" After="InstallFinalize" /></InstallExecuteSequence>""",
        "InstallExecuteSequence has the deferred action Late outside InstallInitialize and InstallFinalize.")]
    [InlineData("ICE63", """<MajorUpgrade DowngradeErrorMessage="x" Schedule="afterInstallInitialize" /><Binary Id="Dll" SourceFile="a.txt" /><CustomAction Id="Early" BinaryRef="Dll" DllEntry="E" Execute="deferred" /><InstallExecuteSequence><Custom Action="Early" Before="RemoveExistingProducts" /></InstallExecuteSequence>""",
        "RemoveExistingProducts stands after Early: it must follow InstallInitialize at once, or InstallExecute.")]
    [InlineData("ICE03", """<Property Id="A"><RegistrySearch Id="Find" Root="HKLM" Key="K" Type="raw" /></Property><CustomAction Id="A12345678901234567890123456789012345678901234567890123456789012345678901234567890" Property="P" Value="1" />""",
        "CustomAction.Action of 'A12345678901234567890123456789012345678901234567890123456789012345678901234567890' has 81 characters; 72 are allowed.")]
    public void A_broken_rule_is_an_error(string ice, string inner, string message)
    {
        string[] problems = [.. Problems(_sources.Build(Sources.Package(inner)))];
        Assert.Contains($"{ice}: {message}", problems);
        Assert.DoesNotContain(problems, p => !p.StartsWith(ice, StringComparison.Ordinal) && !p.StartsWith("ICE20", StringComparison.Ordinal));
    }

    // What no source can say, or the compiler refuses before: the tables are changed.
    public static TheoryData<string, string, Action<MsiDatabase>> Changes => new()
    {
        { "ICE03", "Feature.Level of 'F' is -1, which is not allowed.", d => d.Tables["Feature"].Rows[0][5] = -1 },
        { "ICE03", "Component.ComponentId of 'C' is 'x', which is not allowed.", d => d.Tables["Component"].Rows[0][1] = "x" },
        { "ICE03", "FeatureComponents.Feature_ of 'G' refers to 'G', which Feature has not.", d => d.Tables["FeatureComponents"].Rows[0][0] = "G" },
        { "ICE18", "The component C has no key path, and CreateFolder does not make its folder INSTALLFOLDER.", d => d.Tables["Component"].Rows[0][5] = null },
        { "ICE21", "The component D belongs to no feature.", d => d.Tables["Component"].Add("D", null, "INSTALLFOLDER", 0, null, "File") },
        { "ICE24", "The property ProductVersion has the value '1.x', which is no version.", d => Property(d, "ProductVersion")[1] = "1.x" },
        { "ICE24", "The property Manufacturer has no value.", d => Property(d, "Manufacturer")[0] = "Maker" },
        { "ICE27", "InstallExecuteSequence has InstallFiles before CreateFolders.", d => Action(d, "InstallFiles")[2] = 3600 },
        { "ICE39", "The summary's template 'x64;1031' does not have the product's language 1033.", d => d.Summary[SummaryProperty.Template] = "x64;1031" },
        { "ICE39", "The summary's template 'german' is not a platform, a semicolon and language numbers.",
            d => d.Summary[SummaryProperty.Template] = "german" },
        { "ICE60", "The file File has the version 1.0.0.0 and no language.", d => d.Tables["File"].Rows[0][4] = "1.0.0.0" },
        { "ICE82", "InstallExecuteSequence has CostInitialize and FileCost at the same number 800.", d => Action(d, "FileCost")[2] = 800 },
        { "ICE03", "Component.Directory_ of 'C' has no value, and needs one.", d => d.Tables["Component"].Rows[0][2] = null },
        { "ICE38", "The component C installs into a user's folder and has no registry value as its key path.", d => MoveToProfile(d) },
        { "ICE45", "File.Attributes of 'File' has the reserved bits 0x80.", d => d.Tables["File"].Rows[0][6] = 0x280 },
        { "ICE64", "The folder INSTALLFOLDER is in a user's folders and RemoveFile does not remove it.", d => MoveToProfile(d) },
        { "ICE80", "The component C is for 32 bits, and its folder is in ProgramFiles64Folder.", d => d.Tables["Component"].Rows[0][3] = 0 },
        { "ICE80", "The component C is for 64 bits, and the package is for Intel.", d => d.Summary[SummaryProperty.Template] = "Intel;1033" },
        { "ICE80", "The package is for x64, which needs the schema 200 or later (InstallerVersion).", d => d.Summary[SummaryProperty.PageCount] = 150 },
        { "ICE99", "The folder Date has the name of a property of Windows Installer's own.", d => d.Tables["Directory"].Add("Date", "INSTALLFOLDER", "x") },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void A_changed_table_is_noticed(string ice, string message, Action<MsiDatabase> change)
    {
        var database = _sources.Build(Sources.Package("""<MediaTemplate EmbedCab="yes" />""" + Sources.Component("""<File Id="File" Source="a.txt" />""")));
        Assert.Empty(Problems(database));
        change(database);
        Assert.Contains($"{ice}: {message}", Problems(database));
    }

    // A folder of the machine, and a file in it.
    [Theory]
    [InlineData("ICE43", """<Shortcut Id="S" Name="S" Directory="DesktopFolder" Target="[INSTALLFOLDER]" />""", "The component C has shortcuts and has no registry value as its key path.")]
    [InlineData("ICE57", """<RegistryValue Root="HKCU" Key="K" Name="N" Value="1" />""", "The component C has data of a user and of the machine.")]
    [InlineData("ICE57", """<RegistryValue Root="HKMU" Key="K" Name="N" Value="1" />""", "The component C has data that may be a user's, and a key path of the machine.")]
    [InlineData("ICE69", """<RegistryValue Id="R" Root="HKLM" Key="K" Name="N" Value="[#Missing]" />""", "Registry 'R' of the component C refers to [#Missing], which does not belong to that component.")]
    [InlineData("ICE90", """<Shortcut Id="S" Name="S" Directory="MENU" Target="[INSTALLFOLDER]" />""", "The shortcut S is in MENU, which is a public property and in a user's folders.")]
    public void A_component_that_breaks_a_rule_is_noticed(string ice, string inner, string message) => Assert.Contains(
        $"{ice}: {message}",
        Problems(_sources.Build(Sources.Package("""
            <MediaTemplate EmbedCab="yes" />
            <StandardDirectory Id="DesktopFolder" /><StandardDirectory Id="ProgramMenuFolder"><Directory Id="MENU" Name="M" /></StandardDirectory>
            """ + Sources.Component($"""<File Id="File" Source="a.txt" KeyPath="yes" />{inner}""")))));

    [Fact]
    public void A_key_path_of_the_user_s_own_satisfies_what_users_folders_ask_for() => Assert.Empty(Problems(_sources.Build(Sources.Package("""
        <StandardDirectory Id="ProgramMenuFolder"><Directory Id="Menu" Name="M" /></StandardDirectory>
        <Feature Id="F"><Component Id="C" Directory="Menu" Guid="5F4E3D2C-1B0A-4F9E-8D7C-6B5A4F3E2D1C">
        <Shortcut Id="S" Name="S" Target="[WindowsFolder]" /><RemoveFolder Id="R" On="uninstall" />
        <RegistryValue Root="HKCU" Key="K" Name="N" Value="1" KeyPath="yes" />
        </Component></Feature>
        """))));

    [Fact]
    public void A_version_that_would_remove_itself_is_ICE61() => Assert.Equal(
        ["ICE61: WIX_UPGRADE_DETECTED: versions up to 1.0.0 are removed, and this one is 1.0.0."],
        Problems(_sources.Build(Sources.Package("""<MajorUpgrade DowngradeErrorMessage="x" AllowSameVersionUpgrades="yes" />"""))));

    public static TheoryData<string, Action<MsiDatabase>> Upgrades => new()
    {
        { "The property WIX_UPGRADE_DETECTED has a value before anything was found.", d => d.Tables["Property"].Add("WIX_UPGRADE_DETECTED", "x") },
        { "The property WIX_UPGRADE_DETECTED is not in SecureCustomProperties.", d => Property(d, "SecureCustomProperties")[1] = "WIX_DOWNGRADE_DETECTED" },
        { "The property Older has lower-case letters, so that it does not reach the installation.", d => d.Tables["Upgrade"].Rows[0][6] = "Older" },
        { "The property WIX_UPGRADE_DETECTED stands in more than one row.",
            d => d.Tables["Upgrade"].Rows.ToList().ForEach(r => r[6] = "WIX_UPGRADE_DETECTED") },
        { "WIX_UPGRADE_DETECTED: 'one' is no version.", d => Upgrade(d)[2] = "one" },
        { "WIX_UPGRADE_DETECTED: the maximum 1.0.0 is less than the minimum 1.0.1.", d => Upgrade(d)[1] = "1.0.1" },
    };

    [Theory]
    [MemberData(nameof(Upgrades), DisableDiscoveryEnumeration = true)]
    public void An_upgrade_that_does_not_work_is_ICE61(string message, Action<MsiDatabase> change)
    {
        var database = _sources.Build(Sources.Package("""<MajorUpgrade DowngradeErrorMessage="x" />"""));
        Assert.Empty(Problems(database));
        change(database);
        Assert.Contains($"ICE61: {message}", Problems(database));
    }

    [Theory]
    [InlineData("1.2.3.4", "1033")]
    [InlineData("Other", null)]
    public void A_file_has_a_version_of_its_own_or_another_file_s(string version, string? language)
    {
        var database = _sources.Build(Sources.Package("""<MediaTemplate EmbedCab="yes" />"""
            + Sources.Component("""<File Id="File" Source="a.txt" KeyPath="yes" /><File Id="Other" Source="a.txt" Name="b.txt" />""")));
        var file = database.Tables["File"].Where("File", "File").Single();
        (file[4], file[5]) = (version, language);
        Assert.Empty(Problems(database));
        file[4] = "Missing";
        Assert.Contains("ICE03: File.Version of 'File' refers to 'Missing', which File has not.", Problems(database));
    }

    [Theory]
    [InlineData("A", "B", null, "the tab order ends at 'B'")]
    [InlineData("A", "B", "B", "the tab order leads from 'B' back to 'B' instead of to 'A'")]
    [InlineData("Missing", "B", "A", "the tab order ends at 'Missing'")]
    public void A_tab_order_that_is_no_ring_is_ICE23(string first, string? afterA, string? afterB, string problem)
    {
        var database = _sources.Build(Sources.Package($"""
            <UI><Dialog Id="D" Width="9" Height="9" Title="D">
            <Control Id="A" {Button}><Publish Event="EndDialog" Value="Exit" /></Control><Control Id="B" {Button}><Publish Event="EndDialog" Value="Exit" /></Control>
            </Dialog></UI>
            """));
        Assert.DoesNotContain(Problems(database), p => p.StartsWith("ICE23", StringComparison.Ordinal));
        database.Tables["Dialog"].Rows[0][7] = first;
        var controls = database.Tables["Control"];
        controls.Where("Control", "A").Single()[10] = afterA;
        controls.Where("Control", "B").Single()[10] = afterB;
        Assert.Contains($"ICE23: In the dialog D {problem}.", Problems(database));
    }

    [Fact]
    public void A_button_that_leads_nowhere_is_ICE44()
    {
        var database = _sources.Build(Sources.Package($"""
            <UI><Dialog Id="D" Width="9" Height="9" Title="D"><Control Id="A" {Button}><Publish Event="NewDialog" Value="D" /></Control></Dialog></UI>
            """));
        database.Tables["ControlEvent"].Rows[0][3] = "Nowhere";
        Assert.Contains("ICE44: D.A leads to 'Nowhere', which is no dialog.", Problems(database));
    }

    [Fact]
    public void The_toolset_s_set_of_dialogs_breaks_no_rule() => Assert.Empty(Problems(_sources.Build(Sources.Package("""
        <ui:WixUI Id="WixUI_InstallDir" InstallDirectory="INSTALLFOLDER" /><UIRef Id="WixUI_ErrorProgressText" />
        """ + Sources.Component("""<File Source="a.txt" />""")))));

    [Fact]
    public void Without_the_dialogs_that_the_installer_shows_a_package_with_dialogs_is_ICE20() => Assert.Equal(
        ["ICE20: There is no dialog FilesInUse.", "ICE20: The property ErrorDialog does not say which dialog shows errors."],
        Problems(_sources.Build(Sources.Package($"""
            <UI><Dialog Id="D" Width="9" Height="9" Title="D"><Control Id="A" {Button}><Publish Event="EndDialog" Value="Exit" /></Control></Dialog></UI>
            """))));

    public void Dispose() => _sources.Dispose();

    private static IEnumerable<string> Problems(MsiDatabase database)
    {
        var diagnostics = new DiagnosticBag();
        PackageValidator.Check(database, new SourceLocation("test.wxs", 2), diagnostics);
        Assert.All(diagnostics.Items, d => Assert.Equal(DiagnosticCode.Validation, d.Code));
        return diagnostics.Items.Select(d => d.Message);
    }

    private static void MoveToProfile(MsiDatabase database) => database.Tables["Directory"].Where("Directory", "INSTALLFOLDER").Single()[1] = "AppDataFolder";

    private static object?[] Upgrade(MsiDatabase database) => database.Tables["Upgrade"].Where("ActionProperty", "WIX_UPGRADE_DETECTED").Single();

    private static object?[] Property(MsiDatabase database, string name) => database.Tables["Property"].Where("Property", name).Single();

    private static object?[] Action(MsiDatabase database, string name) => database.Tables["InstallExecuteSequence"].Where("Action", name).Single();
}
