using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Tests.Support;

namespace OmsGateway.MsiBuilder.Tests.Compilation;

/// <summary>
/// What the toolset refuses is refused here, by the same number where it has one: each was put before WiX 4.0.6. A source that only
/// MsiBuilder takes would be found out on Windows.
/// </summary>
public sealed class StrictnessTests : IDisposable
{
    private const string Control = """<Control Id="$(var.N)" Type="PushButton" X="0" Y="0" Width="9" Height="9" Text="$(var.N)" />""";
    private readonly Sources _sources = new();

    // wixtoolset/issues#7010
    [Theory]
    [InlineData($"<?foreach N in A;B ?>{Control}<?endforeach ?>")]
    [InlineData($"<?foreach N in A;B ?><?if $(var.N) = A ?>{Control}<?endif ?><?endforeach ?>")]
    [InlineData($"<?foreach M in A ?><?foreach N in A;B ?>{Control}<?endforeach ?><?endforeach ?>")]
    public void A_control_straight_out_of_a_foreach_is_WIX0015(string controls) =>
        Refused(DiagnosticCode.InvalidYesNo, 15, $"""<UI><Dialog Id="D" Width="9" Height="9" Title="D">{controls}</Dialog></UI>""");

    [Fact]
    public void Other_elements_may_come_out_of_a_foreach_and_controls_with_what_is_around_them_or_in_an_included_file()
    {
        _sources.Folder.Write("part.wxi", $"<Include xmlns=\"http://wixtoolset.org/schemas/v4/wxs\">{Control}</Include>");
        var database = _sources.Build(Sources.Package("""
            <?foreach N in A;B ?><Property Id="$(var.N)" Value="1" /><?endforeach ?>
            <UI>
            <?foreach N in A;B ?><Dialog Id="D$(var.N)" Width="9" Height="9" Title="D">
            """ + Control + """
            </Dialog><?endforeach ?>
            <Dialog Id="E" Width="9" Height="9" Title="E"><?foreach N in A;B ?><?include part.wxi ?><?endforeach ?></Dialog>
            </UI>
            """));
        Assert.Equal(4, database.Tables["Control"].Rows.Count);
    }

    // Resolving stops at the first "!(" that is not loc, wix or bind.
    [Fact]
    public void A_variable_after_a_bind_path_is_WIX0103() =>
        Refused(DiagnosticCode.FileNotFound, 103, """<Binary Id="B" SourceFile="!(bindpath.named)\!(wix.File=a).txt" />""");

    [Fact]
    public void A_variable_in_a_relative_path_is_resolved()
    {
        _sources.Folder.Write("en/b.txt", "x");
        Assert.Single(_sources.Build(Sources.Package("""<Binary Id="B" SourceFile="!(wix.Folder)\b.txt" /><WixVariable Id="Folder" Value="en" />""")).Tables["Binary"].Rows);
    }

    [Fact]
    public void A_string_of_two_cultures_is_WIX0100() => Refused(
        DiagnosticCode.DuplicateLocalization, 100, "", ("de.wxl", Strings("de-DE", "")), ("en.wxl", Strings("en-US", "")));

    [Fact]
    public void A_string_of_two_cultures_is_taken_where_one_is_overridable() => Assert.NotNull(
        _sources.Compile(Sources.Package(""), ("de.wxl", Strings("de-DE", "")), ("en.wxl", Strings("en-US", "Overridable='yes'"))).Database);

    [Fact]
    public void A_default_for_a_string_is_WIX0213() =>
        Refused(DiagnosticCode.LocalizationDefault, 213, """<Property Id="A" Value="!(loc.Missing=x)" />""");

    [Fact]
    public void A_root_feature_that_follows_its_parent_is_WIX0209() =>
        Refused(DiagnosticCode.RootFeatureFollowsParent, 209, """<Feature Id="G" InstallDefault="followParent" />""");

    [Theory]
    [InlineData("""<FileSearch Id="S" Name="a.exe" />""")]
    [InlineData("""<FileSearchRef Id="S" />""")]
    public void A_search_for_a_file_without_a_folder_is_WIX0005(string search) =>
        Refused(DiagnosticCode.UnexpectedElement, 5, $"""<Property Id="A">{search}</Property>""");

    // A warning of the toolset's, which the build makes an error.
    [Fact]
    public void A_variable_that_is_defined_anew_is_WIX1118() =>
        Refused(DiagnosticCode.VariableRedefined, 1118, """<?define V = 1 ?><?define V = 2 ?>""");

    [Fact]
    public void A_package_of_loose_files_is_not_supported()
    {
        var result = _sources.Compile(Sources.Package("").Replace("Codepage=", "Compressed=\"no\" Codepage=", StringComparison.Ordinal));
        Assert.Contains(result.Diagnostics, d => d.IsError && d.Code == DiagnosticCode.NotSupported);
    }

    // The toolset makes something of each.
    [Theory]
    [InlineData("""<StandardDirectory Id="ProgramFiles64Folder"><Directory Id="D" Name="D" DiskId="2" /></StandardDirectory>""")]
    [InlineData("""<StandardDirectory Id="ProgramFiles64Folder"><Directory Id="D" Name="D" FileSource="x" /></StandardDirectory>""")]
    [InlineData("""<DirectoryRef Id="ProgramFiles64Folder" DiskId="2" />""")]
    [InlineData("""<Feature Id="F"><FeatureGroupRef Id="G" Primary="yes" /></Feature><FeatureGroup Id="G" />""")]
    [InlineData("""<Feature Id="F"><FeatureGroupRef Id="G" IgnoreParent="yes" /></Feature><FeatureGroup Id="G" />""")]
    public void An_attribute_that_nothing_is_done_for_is_refused(string inner) => NotSupported(inner);

    [Fact]
    public void A_registry_value_of_an_event_source_is_no_key_path() =>
        NotSupported(Sources.Component("""<util:EventSource Log="L" Name="N" EventMessageFile="x.dll" KeyPath="yes" />"""));

    // The toolset drops the row without a word.
    [Theory]
    [InlineData("fileLanguage")]
    [InlineData("fileVersion")]
    public void A_value_that_a_file_has_not_is_an_error(string variable)
    {
        var result = _sources.Compile(Sources.Package(Sources.Component($"""
            <File Id="Text" Source="a.txt" KeyPath="yes" /><RegistryValue Root="HKLM" Key="K" Name="N" Value="!(bind.{variable}.Text)" />
            """)));
        Assert.Contains(result.Diagnostics, d => d.IsError && d.Code == DiagnosticCode.UnknownBinderVariable);
    }

    [Fact]
    public void A_package_that_says_nothing_of_media_has_its_cabinet_beside_it()
    {
        var result = _sources.Compile(Sources.Package(Sources.Component("""<File Source="a.txt" />""")));
        Assert.Equal(["cab1.cab"], result.ExternalCabinets.Keys);
        Assert.Equal(["1\t1\t\tcab1.cab\t\t"], Sources.Rows(result.Database!, "Media"));
    }

    public void Dispose() => _sources.Dispose();

    private void Refused(DiagnosticCode code, int number, string inner, params (string, string)[] localizations)
    {
        var result = _sources.Compile(Sources.Package(inner), localizations);
        Assert.Null(result.Database);
        Assert.Contains(result.Diagnostics, d => d.IsError && d.Code == code);
        Assert.Equal(number, (int)code);
    }

    private void NotSupported(string inner)
    {
        var result = _sources.Compile(Sources.Package(inner));
        Assert.Null(result.Database);
        Assert.Contains(result.Diagnostics, d => d.IsError && d.Code == DiagnosticCode.NotSupported);
    }

    private static string Strings(string culture, string more) =>
        $"<WixLocalization Culture='{culture}' xmlns='http://wixtoolset.org/schemas/v4/wxl'><String Id='Twice' Value='x' {more} /></WixLocalization>";
}
