using System.Xml.Linq;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Tests.Support;

namespace OmsGateway.MsiBuilder.Tests.Compilation;

/// <summary>Every mistake is reported with its file and line, and nothing unknown is passed over.</summary>
public sealed class DiagnosticTests : IDisposable
{
    private readonly Sources _sources = new();

    [Theory]
    [InlineData("""<Surprise />""", DiagnosticCode.UnexpectedElement)]
    [InlineData("""<Property Id="A" Value="1" Surprise="1" />""", DiagnosticCode.UnexpectedAttribute)]
    [InlineData("""<Property Id="A" Value="1" fw:Surprise="1" />""", DiagnosticCode.UnexpectedAttribute)]
    [InlineData("""<Property Value="1" />""", DiagnosticCode.MissingAttribute)]
    [InlineData("""<Property Id="1A" Value="1" />""", DiagnosticCode.InvalidIdentifier)]
    [InlineData("""<Property Id="A" Value="1" Secure="maybe" />""", DiagnosticCode.InvalidYesNo)]
    [InlineData("""<Property Id="lower" Value="1" Secure="yes" />""", DiagnosticCode.ConflictingAttributes)]
    [InlineData("""<Property Id="A">text</Property>""", DiagnosticCode.UnexpectedElement)]
    [InlineData("""<Property Id="SecureCustomProperties" Value="x" />""", DiagnosticCode.ConflictingAttributes)]
    [InlineData("""<Property Id="A" Value="!(loc.Missing)" />""", DiagnosticCode.UnknownLocalization)]
    [InlineData("""<Property Id="A" Value="!(wix.Missing)" />""", DiagnosticCode.UnknownWixVariable)]
    [InlineData("""<Property Id="A" Value="!(bind.Missing)" />""", DiagnosticCode.UnknownBinderVariable)]
    [InlineData("""<Property Id="A" Value="Ж" />""", DiagnosticCode.CharacterNotInCodepage)]
    [InlineData("""<Property Id="A" Value="1" /><Property Id="A" Value="2" />""", DiagnosticCode.DuplicateSymbol)]
    [InlineData("""<PropertyRef Id="MISSING" />""", DiagnosticCode.UnresolvedReference)]
    [InlineData("""<Binary Id="B" SourceFile="missing.dll" />""", DiagnosticCode.FileNotFound)]
    [InlineData("""<CustomAction Id="A" BinaryRef="Missing" DllEntry="E" />""", DiagnosticCode.UnresolvedReference)]
    [InlineData("""<CustomAction Id="A" Property="P" Value="1" Execute="sometimes" />""", DiagnosticCode.InvalidValue)]
    [InlineData("""<CustomAction Id="A" Property="P" Value="1" Execute="deferred" />""", DiagnosticCode.ConflictingAttributes)]
    [InlineData("""<CustomAction Id="A" Value="1" />""", DiagnosticCode.ConflictingAttributes)]
    [InlineData("""<CustomAction Id="A" Error="25001" />""", DiagnosticCode.UnresolvedReference)]
    [InlineData("""<InstallExecuteSequence><Custom Action="Missing" After="CostFinalize" /></InstallExecuteSequence>""", DiagnosticCode.UnresolvedReference)]
    [InlineData("""<SetProperty Id="A" Value="1" After="Nowhere" />""", DiagnosticCode.UnresolvedReference)]
    [InlineData("""<SetProperty Id="A" Value="1" After="SetA" Sequence="execute" />""", DiagnosticCode.CircularAction)]
    [InlineData("""<SetProperty Id="A" Value="1" After="CostFinalize" Before="CostFinalize" />""", DiagnosticCode.ConflictingAttributes)]
    [InlineData("""<SetProperty Id="A" Value="1" After="SetB" Sequence="execute" /><SetProperty Id="B" Value="1" After="SetA" Sequence="execute" />""", DiagnosticCode.CircularAction)]
    [InlineData("""<InstallUISequence><Surprise /></InstallUISequence>""", DiagnosticCode.UnexpectedElement)]
    [InlineData("""<InstallExecuteSequence><InstallFiles After="CostFinalize" /></InstallExecuteSequence>""", DiagnosticCode.UnexpectedAttribute)]
    [InlineData("""<StandardDirectory Id="ProgramFiles64Folder"><Directory Id="D" Name="Ж" /></StandardDirectory>""", DiagnosticCode.CharacterNotInCodepage)]
    [InlineData("""<StandardDirectory Id="NoSuchFolder" />""", DiagnosticCode.ConflictingAttributes)]
    [InlineData("""<StandardDirectory Id="ProgramFiles64Folder"><Directory Id="D" Name="a?b" /></StandardDirectory>""", DiagnosticCode.InvalidFileName)]
    [InlineData("""<Component Id="Lost" Directory="ProgramFiles64Folder" Guid="5F4E3D2C-1B0A-4F9E-8D7C-6B5A4F3E2D1F" />""", DiagnosticCode.OrphanedComponent)]
    [InlineData("""<Component Id="X" Directory="ProgramFiles64Folder" Guid="nonsense" />""", DiagnosticCode.InvalidGuid)]
    [InlineData("""<Feature Id="G"><Component Id="X" Directory="ProgramFiles64Folder" Guid="*" /></Feature>""", DiagnosticCode.CannotDeriveGuid)]
    [InlineData("""<Feature Id="G"><ComponentRef Id="Missing" /></Feature>""", DiagnosticCode.UnresolvedReference)]
    [InlineData("""<Feature Id="G" Level="99999" />""", DiagnosticCode.NumberOutOfRange)]
    [InlineData("""<Launch Condition="1" />""", DiagnosticCode.MissingAttribute)]
    [InlineData("""<MajorUpgrade />""", DiagnosticCode.ConflictingAttributes)]
    [InlineData("""<UI><Dialog Id="D" Width="1" Height="1"><Control Id="C" Type="Gadget" X="0" Y="0" Width="1" Height="1" /></Dialog></UI>""", DiagnosticCode.InvalidValue)]
    [InlineData("""<UI><Dialog Id="D" Width="1" Height="1"><Control Id="C" Type="PushButton" X="0" Y="0" Width="1" Height="1" Password="yes" /></Dialog></UI>""", DiagnosticCode.UnexpectedAttribute)]
    [InlineData("""<UI><Publish Dialog="Missing" Control="C" Event="NewDialog" Value="Missing" /></UI>""", DiagnosticCode.UnresolvedReference)]
    [InlineData("""<ui:WixUI Id="WixUI_Fancy" />""", DiagnosticCode.UnresolvedReference)]
    [InlineData("""<fw:FirewallException Name="x" Port="1" Scope="any" />""", DiagnosticCode.UnexpectedElement)]
    [InlineData("""<util:User Name="x" />""", DiagnosticCode.UnexpectedElement)]
    public void A_mistake_is_an_error_with_its_line(string inner, DiagnosticCode code)
    {
        var result = _sources.Compile(Sources.Package(inner));
        Assert.Null(result.Database);
        Assert.Contains(result.Diagnostics, d => d.IsError && d.Code == code && d.Location.ToString().EndsWith("test.wxs(3)", StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var result = _sources.Compile(Sources.Package("""
            <Property Value="1" />
            <Surprise />
            <Feature Id="F" Level="x" />
            """));
        Assert.Equal([3, 4, 5], result.Diagnostics.Select(d => d.Location.Line).Order());
        Assert.Matches(@"test\.wxs\(4\): error WIX0005: ", string.Join('\n', result.Diagnostics));
    }

    [Theory]
    [InlineData("<Wix xmlns=\"http://wixtoolset.org/schemas/v4/wxs\"><Fragment /></Wix>", DiagnosticCode.NoSinglePackage)]
    [InlineData("<Wix xmlns=\"http://schemas.microsoft.com/wix/2006/wi\"><Product /></Wix>", DiagnosticCode.InvalidXml)]
    [InlineData("<Wix><", DiagnosticCode.InvalidXml)]
    public void A_source_must_be_WiX_v4_with_one_package(string source, DiagnosticCode code) =>
        Assert.Contains(_sources.Compile(source).Diagnostics, d => d.IsError && d.Code == code);

    [Theory]
    [InlineData("<Wix>\n<\n/></Wix>")]
    [InlineData("<Wix xmlns=\"http://wixtoolset.org/schemas/v4/wxs\"><Fragment><Property Id=\"A&#10;B\" Value=\"1\" /></Fragment></Wix>")]
    public void A_message_is_one_line_whatever_it_quotes(string source)
    {
        var messages = _sources.Compile(source).Diagnostics.Select(d => d.ToString()).ToList();
        Assert.NotEmpty(messages);
        Assert.DoesNotContain(messages, m => m.Any(char.IsControl));
    }

    [Theory]
    [InlineData("1.2.3", true)]
    [InlineData("255.255.65535.65535", true)]
    [InlineData("256.0.0", false)]
    [InlineData("1.x", false)]
    public void The_version_is_checked(string version, bool valid) =>
        Assert.Equal(
            valid, _sources.Compile(Sources.Package("").Replace("Version=\"1.0.0\"", $"Version=\"{version}\"", StringComparison.Ordinal)).Database is not null);

    [Fact]
    public void Directories_inside_themselves_are_an_error()
    {
        var result = _sources.Compile(Sources.Package("""
            <DirectoryRef Id="A"><Directory Id="B" Name="b" /></DirectoryRef>
            <DirectoryRef Id="B"><Directory Id="A" Name="a" /></DirectoryRef>
            """));
        Assert.Contains(result.Diagnostics, d => d.Code == DiagnosticCode.CircularDirectory);
    }

    [Fact]
    public void Strings_that_multiply_one_another_are_an_error()
    {
        var strings = string.Concat(Enumerable.Range(0, 30).Select(i => $"<String Id='S{i}' Value='!(loc.S{i + 1})!(loc.S{i + 1})' />"));
        var result = _sources.Compile(
            Sources.Package("""<Property Id="A" Value="!(loc.S0)" /><Property Id="B" Value="!(loc.Self)" />"""),
            ("x.wxl", $"<WixLocalization xmlns='http://wixtoolset.org/schemas/v4/wxl'>{strings}<String Id='S30' Value='x' />"
                + "<String Id='Self' Value='!(loc.Self)' /></WixLocalization>"));
        Assert.Contains(result.Diagnostics, d => d.Code == DiagnosticCode.TooComplex);
    }

    [Fact]
    public void Elements_nested_without_end_are_an_error()
    {
        var source = Sources.Package(string.Concat(Enumerable.Repeat("<UI>", 20_000)) + string.Concat(Enumerable.Repeat("</UI>", 20_000)));
        Assert.Contains(_sources.Compile(source).Diagnostics, d => d.Code == DiagnosticCode.TooComplex);
    }

    [Fact]
    public void Arbitrary_documents_never_crash_the_compiler()
    {
        var random = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var document = XDocument.Load(Path.Combine(Golden.Source, "Sample.wxs"));
            var elements = document.Descendants().ToList();
            var values = elements.Attributes().Select(a => a.Value).ToList();
            for (var i = 0; i < 5; i++)
                Damage(elements[random.Next(1, elements.Count)], elements, values, random);
            _sources.Compile(document.ToString());
        }
    }

    private static void Damage(XElement element, List<XElement> elements, List<string> values, Random random)
    {
        var attribute = element.Attributes().FirstOrDefault(a => !a.IsNamespaceDeclaration && random.Next(2) == 0);
        switch (random.Next(4))
        {
            case 0 when attribute is not null:
                attribute.Remove();
                break;
            case 1 when attribute is not null:
                attribute.Value = random.Next(4) == 0 ? "" : values[random.Next(values.Count)];
                break;
            case 2:
                element.Add(new XElement(elements[random.Next(1, elements.Count)]));
                break;
            case 3 when element.Parent is not null:
                element.Remove();
                break;
        }
    }

    public void Dispose() => _sources.Dispose();
}
