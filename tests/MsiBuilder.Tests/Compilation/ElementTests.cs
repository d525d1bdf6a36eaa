using OmsGateway.MsiBuilder.Binding;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Tests.Support;

namespace OmsGateway.MsiBuilder.Tests.Compilation;

/// <summary>Elements that the golden sample does not have, each by the row it makes.</summary>
public sealed class ElementTests : IDisposable
{
    private readonly Sources _sources = new();

    [Theory]
    [InlineData("""<RemoveFolder Id="R" On="both" />""", "RemoveFile", "R\tC\t\tINSTALLFOLDER\t3")]
    [InlineData("""<RemoveRegistryKey Id="R" Root="HKLM" Key="K" Action="removeOnInstall" />""", "RemoveRegistry", "R\t2\tK\t-\tC")]
    [InlineData("""<RemoveRegistryKey Id="R" Root="HKLM" Key="K" Action="removeOnUninstall" />""", "Registry", "R\t2\tK\t-\t\tC")]
    [InlineData("""<RemoveRegistryValue Id="R" Root="HKCU" Key="K" Name="N" />""", "RemoveRegistry", "R\t1\tK\tN\tC")]
    [InlineData("""<RegistryKey Id="R" Root="HKLM" Key="K" ForceCreateOnInstall="yes" ForceDeleteOnUninstall="yes" />""", "Registry", "R\t2\tK\t*\t\tC")]
    [InlineData("""<RegistryValue Id="R" Root="HKLM" Key="K" Name="N" Type="expandable" Value="%x%" />""", "Registry", "R\t2\tK\tN\t#%%x%\tC")]
    [InlineData("""<RegistryValue Id="R" Root="HKLM" Key="K" Name="N" Type="binary" Value="0A" />""", "Registry", "R\t2\tK\tN\t#x0A\tC")]
    [InlineData("""<RegistryValue Id="R" Root="HKLM" Key="K" Name="N" Value="#x" />""", "Registry", "R\t2\tK\tN\t##x\tC")]
    [InlineData("""<RegistryValue Id="R" Root="HKLM" Key="K" Name="N" Type="multiString" Action="append" Value="x" />""", "Registry", "R\t2\tK\tN\t[~]x\tC")]
    [InlineData("""<RegistryValue Id="R" Root="HKLM" Key="K" Name="N" Type="multiString" Value="x" />""", "Registry", "R\t2\tK\tN\t[~]x[~]\tC")]
    [InlineData("""<RegistryKey Root="HKLM" Key="A"><RegistryKey Key="B"><RegistryValue Id="R" Name="N" Type="integer" Value="1" /></RegistryKey></RegistryKey>""", "Registry", "R\t2\tA\\B\tN\t#1\tC")]
    [InlineData("""<IniFile Id="I" Name="a.ini" Section="S" Key="K" Value="V" Action="addLine" />""", "IniFile", "I\ta.ini\tINSTALLFOLDER\tS\tK\tV\t0\tC")]
    [InlineData("""<IniFile Id="I" Name="a.ini" Section="S" Key="K" Action="removeLine" />""", "RemoveIniFile", "I\ta.ini\tINSTALLFOLDER\tS\tK\t\t2\tC")]
    [InlineData("""<File Id="X" Source="a.txt" Vital="no" />""", "File", "X\tC\ta.txt\t9\t\t\t0\t1")]
    [InlineData("""<File Id="X" Source="a.txt"><CopyFile Id="D" DestinationName="b.txt" /></File>""", "DuplicateFile", "D\tC\tX\tb.txt\t")]
    [InlineData("""<CopyFile Id="M" SourceProperty="FROM" SourceName="*.log" DestinationProperty="TO" Delete="yes" />""", "MoveFile", "M\tC\t*.log\t\tFROM\tTO\t1")]
    [InlineData("""<Shortcut Id="S" Name="Tool" Target="[INSTALLFOLDER]x.exe" Show="minimized" />""", "Shortcut", "S\tINSTALLFOLDER\tTool\tC\t[INSTALLFOLDER]x.exe\t\t\t\t\t\t7\t\t\t\t\t")]
    [InlineData("""<File Id="X" Source="a.txt"><Shortcut Id="S" Name="Tool" Advertise="yes" /></File>""", "Shortcut", "S\tINSTALLFOLDER\tTool\tC\tF\t\t\t\t\t\t\t\t\t\t\t")]
    [InlineData("""<Shortcut Id="S" Name="T"><ShortcutProperty Id="P1" Key="System.AppUserModel.ID" Value="x" /></Shortcut>""", "MsiShortcutProperty", "P1\tS\tSystem.AppUserModel.ID\tx")]
    [InlineData("""<Environment Id="E" Name="N" Value="V" Action="create" Permanent="yes" />""", "Environment", "E\t+N\tV\tC")]
    [InlineData("""<Environment Id="E" Name="N" Value="V" Part="first" Action="set" />""", "Environment", "E\t=-N\tV;[~]\tC")]
    [InlineData("""<ServiceControl Id="S" Name="N" Stop="uninstall"><ServiceArgument Value="a" /><ServiceArgument Value="b" /></ServiceControl>""", "ServiceControl", "S\tN\t32\ta[~]b\t\tC")]
    [InlineData("""<ServiceConfig Id="S" ServiceName="N" ServiceSid="unrestricted" OnInstall="yes" />""", "MsiServiceConfig", "S.SS\tN\t1\t5\t1\tC")]
    [InlineData("""<ServiceConfigFailureActions Id="S" ServiceName="N" OnInstall="yes" ResetPeriod="60"><Failure Action="restartService" Delay="1000" /><Failure Action="none" Delay="0" /></ServiceConfigFailureActions>""", "MsiServiceConfigFailureActions", "S\tN\t1\t60\t\t\t1[~]0\t1000[~]0\tC")]
    [InlineData("""<CreateFolder><PermissionEx Id="L" Sddl="D:(A;;GA;;;SY)" /></CreateFolder>""", "MsiLockPermissionsEx", "L\tINSTALLFOLDER\tCreateFolder\tD:(A;;GA;;;SY)\t")]
    [InlineData("""<CreateFolder><util:PermissionEx User="Users" GenericExecute="yes" Read="yes" /></CreateFolder>""", "Wix4SecureObject", "INSTALLFOLDER\tCreateFolder\t\tUsers\t1\t536870913\tC")]
    [InlineData("""<File Id="X" Source="a.txt"><fw:FirewallException Id="R" Name="N" Scope="localSubnet" Profile="domain" Outbound="yes" IgnoreFailure="yes" /></File>""", "Wix4FirewallException", "R\tN\tLocalSubnet\t\t\t[#X]\t1\t1\tC\t\t2")]
    [InlineData("""<fw:FirewallException Id="R" Name="N" Port="1" Scope="any" Profile="private" />""", "Wix4FirewallException", "R\tN\t*\t1\t6\t\t0\t2\tC\t\t1")]
    [InlineData("""<fw:FirewallException Id="R" Name="N" Port="1" Scope="any" Profile="public" />""", "Wix4FirewallException", "R\tN\t*\t1\t6\t\t0\t4\tC\t\t1")]
    public void An_element_in_a_component_makes_its_row(string element, string table, string row) =>
        Assert.Contains(row, Sources.Rows(_sources.Build(Sources.Package(Sources.Component(element))), table));

    [Theory]
    [InlineData("""<Property Id="A"><DirectorySearch Id="D" Path="[P]x" Depth="0" /></Property>""", "DrLocator", "D\t\t[P]x\t0")]
    [InlineData("""<Property Id="A"><RegistrySearch Id="R" Root="HKLM" Key="K" Type="directory"><DirectorySearch Id="D" Path="x" /></RegistrySearch></Property>""", "DrLocator", "D\tR\tx\t")]
    [InlineData("""<Property Id="A"><RegistrySearch Id="R" Root="HKLM" Key="K" Type="directory"><DirectorySearch Id="D" Path="x" /></RegistrySearch></Property>""", "AppSearch", "A\tD")]
    [InlineData("""<Property Id="A"><DirectorySearch Id="D" Path="x"><FileSearch Id="X" Name="a.exe" MinVersion="1.0.0.0" /></DirectorySearch></Property>""", "Signature", "X\ta.exe\t1.0.0.0\t\t\t\t\t\t")]
    [InlineData("""<Property Id="A"><DirectorySearch Id="D" Path="x"><FileSearch Id="X" Name="a.exe" /></DirectorySearch></Property>""", "DrLocator", "X\tD\t\t")]
    [InlineData("""<Property Id="A"><RegistrySearch Id="R" Root="HKLM" Key="K" Type="raw" Bitness="always32" /></Property>""", "RegLocator", "R\t2\tK\t\t2")]
    [InlineData("""<Property Id="A"><ComponentSearch Id="S" Guid="5F4E3D2C-1B0A-4F9E-8D7C-6B5A4F3E2D1F" Type="directory" /></Property>""", "CompLocator", "S\t{5F4E3D2C-1B0A-4F9E-8D7C-6B5A4F3E2D1F}\t0")]
    [InlineData("""<Property Id="A"><IniFileSearch Id="S" Name="a.ini" Section="S" Key="K" Type="raw" /></Property>""", "IniLocator", "S\ta.ini\tS\tK\t\t2")]
    [InlineData("""<Property Id="A" Value="!(bind.property.ProductVersion) !(wix.X=default) !(wix.V)" /><WixVariable Id="V" Value="v" />""", "Property", "A\t1.0.0 default v")]
    [InlineData("""<Property Id="A" Value="!!(loc.X)" />""", "Property", "A\t!(loc.X)")]
    [InlineData("""<Property Id="A" Value="x" Admin="yes" />""", "Property", "AdminProperties\tA")]
    [InlineData("""<Upgrade Id="0A1B2C3D-4E5F-4A6B-8C7D-9E8F7A6B5C4D"><UpgradeVersion Minimum="1" Maximum="2" IncludeMaximum="yes" IncludeMinimum="no" OnlyDetect="yes" Property="FOUND" Language="1033" /></Upgrade>""", "Upgrade", "{0A1B2C3D-4E5F-4A6B-8C7D-9E8F7A6B5C4D}\t1\t2\t1033\t514\t\tFOUND")]
    [InlineData("""<MajorUpgrade AllowDowngrades="yes" IgnoreLanguage="yes" />""", "Upgrade", "{1F0A1D5C-33A6-4E6B-9A93-C1B9B4E6D301}\t0\t\t\t257\t\tWIX_UPGRADE_DETECTED")]
    [InlineData("""<MajorUpgrade DowngradeErrorMessage="no" Disallow="yes" DisallowUpgradeErrorMessage="never" />""", "LaunchCondition", "NOT WIX_UPGRADE_DETECTED\tnever")]
    [InlineData("""<MajorUpgrade DowngradeErrorMessage="no" Schedule="afterInstallExecute" />""", "InstallExecuteSequence", "RemoveExistingProducts\t\t6501")]
    [InlineData("""<CustomAction Id="A" Directory="ProgramFiles64Folder" ExeCommand="x" Return="asyncNoWait" />""", "CustomAction", "A\t226\tProgramFiles64Folder\tx\t")]
    [InlineData("""<CustomAction Id="A" Property="P" ExeCommand="x" Execute="commit" Impersonate="no" />""", "CustomAction", "A\t3634\tP\tx\t")]
    [InlineData("""<CustomAction Id="A" Script="vbscript" ScriptSourceFile="a.txt" />""", "CustomAction", "A\t4134\t\tsome text\t")]
    [InlineData("""<CustomAction Id="A" Error="Something [1]" />""", "CustomAction", "A\t19\t\tSomething [1]\t")]
    [InlineData("""<SetDirectory Id="ProgramFiles64Folder" Value="[X]" Sequence="execute" />""", "InstallExecuteSequence", "SetProgramFiles64Folder\t\t1001")]
    [InlineData("""<SetProperty Id="A" Value="" Before="AppSearch" Sequence="first" />""", "CustomAction", "SetA\t307\tA\t\t")]
    [InlineData("""<InstallExecuteSequence><LaunchConditions Sequence="60" Condition="X" /></InstallExecuteSequence>""", "InstallExecuteSequence", "LaunchConditions\tX\t60")]
    [InlineData("""<InstallExecuteSequence><InstallFiles Condition="X" /></InstallExecuteSequence>""", "InstallExecuteSequence", "InstallFiles\tX\t4000")]
    [InlineData("""<InstallExecuteSequence><ForceReboot Before="InstallFinalize" /></InstallExecuteSequence>""", "InstallExecuteSequence", "ForceReboot\t\t6599")]
    [InlineData("""<Feature Id="A" Display="expand" /><Feature Id="B" Display="hidden" /><Feature Id="D"><Feature Id="E" Level="3" InstallDefault="followParent" /></Feature>""", "Feature", "D\t\t\t\t2\t1\t\t0")]
    [InlineData("""<Feature Id="D"><Feature Id="E" Level="3" InstallDefault="followParent" /></Feature>""", "Feature", "E\tD\t\t\t2\t3\t\t2")]
    [InlineData("""<Feature Id="D"><Level Value="0" Condition="NOT X" /></Feature>""", "Condition", "D\t0\tNOT X")]
    [InlineData("""<StandardDirectory Id="ProgramFiles6432Folder"><Directory Id="D" Name="a\b c" SourceName="src" /></StandardDirectory>""", "Directory", "ProgramFiles6432Folder\tProgramFiles64Folder\t.")]
    [InlineData("""<UI><ComboBox Property="P"><ListItem Value="1" Text="one" /><ListItem Value="2" Text="two" /></ComboBox></UI>""", "ComboBox", "P\t2\t2\ttwo")]
    [InlineData("""<UI><ListBox Property="P"><ListItem Value="1" Text="one" /></ListBox></UI>""", "ListBox", "P\t1\t1\tone")]
    [InlineData("""<UI><ProgressText Action="A" Message="m" Template="t" /></UI>""", "ActionText", "A\tm\tt")]
    [InlineData("""<EnsureTable Id="Error" /><Property Id="X" Value="y" />""", "Property", "X\ty")]
    public void An_element_in_a_package_makes_its_row(string element, string table, string row) =>
        Assert.Contains(row, Sources.Rows(_sources.Build(Sources.Package(element)), table));

    [Fact]
    public void Only_what_is_referred_to_gets_in()
    {
        var database = _sources.Build(Sources.Package("""<PropertyRef Id="WANTED" />""", """
            <Fragment><Property Id="WANTED" Value="1" /><CustomActionRef Id="Act" /></Fragment>
            <Fragment><CustomAction Id="Act" BinaryRef="Dll" DllEntry="E" /></Fragment>
            <Fragment><Binary Id="Dll" SourceFile="!(bindpath.named)\ca.dll" /></Fragment>
            <Fragment><Property Id="UNWANTED" Value="1" /></Fragment>
            """));
        Assert.Equal("1", database.Property("WANTED"));
        Assert.Null(database.Property("UNWANTED"));
        Assert.Equal("Dll", Assert.Single(database.Tables["Binary"].Rows)[0]);
    }

    [Fact]
    public void An_overridable_action_gives_way_and_a_suppressed_one_goes()
    {
        var database = _sources.Build(Sources.Package("""
            <CustomAction Id="A" Property="P" Value="1" />
            <CustomAction Id="B" Property="P" Value="2" />
            <InstallExecuteSequence>
              <Custom Action="A" After="CostFinalize" Overridable="yes" />
              <Custom Action="A" Before="InstallFinalize" />
              <Custom Action="B" After="CostFinalize" Overridable="yes" />
              <Custom Action="B" Suppress="yes" />
            </InstallExecuteSequence>
            """));
        var rows = Sources.Rows(database, "InstallExecuteSequence");
        Assert.Contains("A\t\t6599", rows);
        Assert.DoesNotContain(rows, r => r.StartsWith("B\t", StringComparison.Ordinal));
    }

    /// <summary>WIX1008, as SequenceActionsCommand.cs of the toolset says it.</summary>
    [Theory]
    [InlineData("""<Show Dialog="ExitDialog" Suppress="yes" />""", 1)]
    [InlineData("""<Show Dialog="UserExit" OnExit="cancel" />""", 0)]
    public void A_suppressed_action_is_a_warning(string show, int warnings)
    {
        var result = _sources.Compile(Sources.Package($"""
            <ui:WixUI Id="WixUI_InstallDir" InstallDirectory="INSTALLFOLDER" />
            <InstallUISequence>{show}</InstallUISequence>
            """ + Sources.Component("""<File Source="a.txt" />""")));
        Assert.NotNull(result.Database);
        Assert.Equal(warnings, result.Diagnostics.Count(d => !d.IsError && (int)d.Code == 1008));
    }

    [Fact]
    public void Language_and_codepage_may_come_from_the_localization()
    {
        var source = Sources.Package("").Replace(" Codepage=\"1252\" Language=\"1033\"", "", StringComparison.Ordinal);
        var database = _sources.Build(
            source, ("x.wxl", "<WixLocalization Culture='cs-CZ' Language='1029' Codepage='windows-1250' xmlns='http://wixtoolset.org/schemas/v4/wxl' />"));
        Assert.Equal(1250, database.Codepage);
        Assert.Equal("1029", database.Property("ProductLanguage"));
        Assert.Equal("x64;1029", database.Summary[SummaryProperty.Template]);
    }

    [Fact]
    public void An_overridable_string_gives_way_to_another_culture_s()
    {
        var source = Sources.Package("""<Property Id="A" Value="!(loc.Both) !(loc.OnlyEnglish)" />""");
        _sources.Folder.Write("en.wxl", "<WixLocalization Culture='en-US' xmlns='http://wixtoolset.org/schemas/v4/wxl'>"
            + "<String Id='Both' Value='english' Overridable='yes' /><String Id='OnlyEnglish' Value='fallback' /></WixLocalization>");
        _sources.Folder.Write(
            "de.wxl", "<WixLocalization Culture='de-DE' xmlns='http://wixtoolset.org/schemas/v4/wxl'><String Id='Both' Value='deutsch' /></WixLocalization>");
        var options = (string[] cultures) => new CompileOptions
        {
            Sources = [_sources.Folder.Write("test.wxs", source)],
            Localizations = [_sources.Folder["en.wxl"], _sources.Folder["de.wxl"]],
            Cultures = cultures,
        };
        using var both = WixCompiler.Compile(options(["de-DE", "en-US"]));
        Assert.Equal("deutsch fallback", both.Database!.Property("A"));
        using var german = WixCompiler.Compile(options(["de-DE"]));
        Assert.Contains(german.Diagnostics, d => d.Message.Contains("OnlyEnglish", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_are_numbered_disk_by_disk()
    {
        var database = _sources.Build(Sources.Package("""
            <Media Id="1" Cabinet="one.cab" EmbedCab="yes" /><Media Id="2" Cabinet="two.cab" EmbedCab="yes" CompressionLevel="none" />
            """ + Sources.Component("""<File Id="A" Source="a.txt" DiskId="2" Name="1" /><File Id="B" Source="a.txt" Name="2" /><File Id="D" Source="a.txt" DiskId="2" Name="3" />""")));
        Assert.Equal(["1\t1\t\t#one.cab\t\t", "2\t3\t\t#two.cab\t\t"], Sources.Rows(database, "Media"));
        Assert.Equal("B", database.Tables["File"].Where("Sequence", 1).Single()[0]);
        Assert.Equal(["one.cab", "two.cab"], database.Streams.Keys);
    }

    [Fact]
    public void Version_and_language_come_from_the_file()
    {
        File.Copy(typeof(WixCompiler).Assembly.Location, _sources.Folder["own.dll"]);
        var database = _sources.Build(Sources.Package(Sources.Component("""<File Id="Own" Source="own.dll" />""")));
        var row = Assert.Single(database.Tables["File"].Rows);
        Assert.Equal("2.0.0.0", row[4]);
        Assert.Equal("0", row[5]);
        Assert.False(database.Tables.ContainsKey("MsiFileHash"));
    }

    [Fact]
    public void A_component_takes_the_id_of_its_file_and_a_GUID_of_its_place()
    {
        var database = _sources.Build(Sources.Package("""
            <StandardDirectory Id="ProgramFiles64Folder"><Directory Id="D" Name="P" /></StandardDirectory>
            <Feature Id="F"><Component Directory="D" Subdirectory="sub"><File Source="a.txt" /></Component></Feature>
            """));
        var component = Assert.Single(database.Tables["Component"].Rows);
        Assert.Equal(Assert.Single(database.Tables["File"].Rows)[0], component[0]);
        Assert.Equal(component[0], component[5]);
        Assert.Matches("^\\{[0-9A-F]{8}-[0-9A-F]{4}-5", (string)component[1]!);
        Assert.Contains(database.Tables["Directory"].Rows, r => r[1] is "D" && r[2] is "sub");
    }

    [Fact]
    public void Cabinets_may_lie_beside_the_package()
    {
        var result = _sources.Compile(Sources.Package("""<Media Id="1" Cabinet="one.cab" EmbedCab="no" />""" + Sources.Component("""<File Source="a.txt" />""")));
        Assert.Equal("one.cab", Assert.Single(result.ExternalCabinets).Key);
        Assert.Equal("one.cab", result.Database!.Tables["Media"].Rows[0][3]);
        Assert.Empty(result.Database.Streams);
    }

    [Fact]
    public void Cabinets_are_kept_for_the_next_build()
    {
        var cache = _sources.Folder["cache"];
        _sources.Folder.Write("a.txt", "one");
        var source = _sources.Folder.Write("cached.wxs", Sources.Package("""<MediaTemplate EmbedCab="yes" />""" + Sources.Component("""<File Id="A" Source="a.txt" />""")));
        byte[] Build(string? folder)
        {
            using var result = WixCompiler.Compile(new CompileOptions { Sources = [source], BindPaths = [("", _sources.Folder.Root)], CabinetCache = folder });
            return result.Database!.Streams["cab1.cab"].ToArray();
        }

        var first = Build(cache);
        var kept = Assert.Single(Directory.GetFiles(cache));
        File.SetLastWriteTimeUtc(kept, DateTime.UnixEpoch);
        Assert.Equal(first, Build(cache));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(kept));
        Assert.Equal(first, Build(null));
        _sources.Folder.Write("a.txt", "two");
        Assert.NotEqual(first, Build(cache));
        Assert.Equal(2, Directory.GetFiles(cache).Length);
    }

    [Fact]
    public void A_damaged_executable_has_no_version_and_nothing_worse()
    {
        var good = File.ReadAllBytes(typeof(WixCompiler).Assembly.Location);
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var bad = good[..(random.Next(3) == 0 ? random.Next(good.Length) : good.Length)];
            for (var i = 0; i < 10 && bad.Length > 0; i++)
                bad[random.Next(Math.Min(bad.Length, 1024))] = (byte)random.Next(256);
            PeVersion.Read(bad);
        }
    }

    [Fact]
    public void A_generated_product_code_is_the_same_in_every_build_and_culture()
    {
        var one = _sources.Build(Sources.Package(""));
        var two = _sources.Build(Sources.Package("<Property Id='X' Value='y' />"));
        Assert.Equal(one.Property("ProductCode"), two.Property("ProductCode"));
        Assert.NotEqual(one.Summary[SummaryProperty.RevisionNumber], two.Summary[SummaryProperty.RevisionNumber]);
    }

    [Theory]
    // The same file: once, and the extension's actions are called in it.
    [InlineData("ca.dll", "Own", "Own")]
    // Another one: each under its own name.
    [InlineData("a.txt", "Own,Wix4FWCA_X64", "Wix4FWCA_X64")]
    public void A_DLL_that_also_stands_in_for_an_extension_s_is_embedded_once(string file, string binaries, string source)
    {
        string path = Path.Combine(_sources.Folder.Root, file);
        MsiDatabase database = _sources.Build(Sources.Package(
            Sources.Component("""<File Id="X" Source="a.txt"><fw:FirewallException Id="R" Name="N" Scope="any" /></File>""")
            + $"""<Binary Id="Own" SourceFile="{path}" /><CustomAction Id="Mine" BinaryRef="Own" DllEntry="E" />"""
            + """<CustomAction Id="Folder" Directory="INSTALLFOLDER" ExeCommand="Wix4FWCA_X64" />"""));

        Assert.Equal(binaries.Split(','), database.Tables["Binary"].Rows.Select(r => r[0]).Order());
        string Source(string action) => (string)Assert.Single(database.Tables["CustomAction"].Where("Action", action))[2]!;
        Assert.Equal(source, Source("Wix4ExecFirewallExceptionsInstall_X64"));
        Assert.Equal("Own", Source("Mine"));
        Assert.Equal("INSTALLFOLDER", Source("Folder"));
    }

    public void Dispose() => _sources.Dispose();
}
