using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Preprocessing;
using OmsGateway.MsiBuilder.Wix;
using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Preprocessing;

public sealed class PreprocessorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DiagnosticBag _diagnostics = new();

    [Theory]
    [InlineData("1 = 1", true)]
    [InlineData("a = b", false)]
    [InlineData("a != b", true)]
    [InlineData("a ~= A", true)]
    [InlineData("\"a b\" = 'a b'", true)]
    [InlineData("10 > 9", true)]
    [InlineData("10 <= 9", false)]
    [InlineData("not a = b", true)]
    [InlineData("a = a and b = c", false)]
    [InlineData("a = b or b = b", true)]
    [InlineData("a = b or b = b and c = d", false)]
    [InlineData("(a = b or b = b) and not (c = d)", true)]
    [InlineData("$(var.Name)", true)]
    [InlineData("$(var.Empty)", false)]
    [InlineData("$(var.Name) = value AND $(Name) = \"value\"", true)]
    public void Conditions_are_evaluated(string condition, bool expected)
    {
        var root = Process($"<Root><?if {condition} ?><Yes/><?else?><No/><?endif?></Root>");
        Assert.Equal(expected ? "Yes" : "No", Assert.Single(root.Children).Name);
        Assert.Empty(_diagnostics.Items);
    }

    [Theory]
    [InlineData("a =")]
    [InlineData("(a = b")]
    [InlineData("a = b c = d")]
    [InlineData("a > b")]
    [InlineData("= b")]
    [InlineData("a = ! b")]
    public void A_malformed_condition_is_an_error(string condition)
    {
        Process($"<Root>\n<?if {condition} ?><Yes/><?endif?></Root>");
        Assert.Equal((2, DiagnosticCode.InvalidCondition), Error());
    }

    [Fact]
    public void Branches_nest()
    {
        var root = Process("""
            <Root>
              <?define A = 2 ?>
              <?if $(A) = 1 ?><One/>
              <?elseif $(A) = 2 ?>
                <?ifdef B ?><B/><?else?><?ifndef C ?><Two/><?endif?><?endif?>
              <?else?><Other/>
              <?endif?>
            </Root>
            """);
        Assert.Equal("Two", Assert.Single(root.Children).Name);
    }

    [Fact]
    public void A_loop_runs_for_every_value_and_leaves_the_last()
    {
        var root = Process("<Root><?foreach Name in a;b;c ?><Item Id=\"$(Name)\"/><?endforeach?><After Id=\"$(var.Name)\"/></Root>");
        Assert.Equal(["a", "b", "c", "c"], root.Children.Select(c => c.Attributes[0].Value));
    }

    [Fact]
    public void Includes_are_spliced_in_with_their_own_lines()
    {
        _folder.Write("inner/part.wxi", "<Include xmlns=\"http://wixtoolset.org/schemas/v4/wxs\">\n<?define FromInclude = yes ?>\n<Part/></Include>");
        var root = Process("<Root><?include inner\\part.wxi ?><After Id=\"$(FromInclude)\"/></Root>");
        Assert.Equal(["Part", "After"], root.Children.Select(c => c.Name));
        Assert.EndsWith("part.wxi(3)", root.Children[0].Location.ToString(), StringComparison.Ordinal);
        Assert.Equal("yes", root.Children[1].Attributes[0].Value);
    }

    // Preprocessor.GetIncludeFile of the toolset at v4.0.6: relative to the file that includes it; what it defines is defined from there on.
    [Fact]
    public void A_loop_runs_over_a_list_that_a_file_in_another_folder_defines()
    {
        _folder.Write("lists.wxi", "<Include xmlns=\"http://wixtoolset.org/schemas/v4/wxs\"><?define List = a;b ?></Include>");
        _folder.Write("inner/part.wxi", "<Include xmlns=\"http://wixtoolset.org/schemas/v4/wxs\"><?include ..\\lists.wxi ?></Include>");
        var root = Process("<Root><?include inner\\part.wxi ?><?foreach N in $(var.List) ?><Item Id=\"$(var.N)\"/><?endforeach ?></Root>");
        Assert.Equal(["a", "b"], root.Children.Select(c => c.Attributes[0].Value));
    }

    [Fact]
    public void An_include_that_includes_itself_ends()
    {
        _folder.Write("loop.wxi", "<Include xmlns=\"http://wixtoolset.org/schemas/v4/wxs\"><?include loop.wxi ?></Include>");
        Process("<Root><?include loop.wxi ?></Root>");
        Assert.Equal(DiagnosticCode.FileNotFound, Error().Code);
    }

    [Fact]
    public void Environment_and_system_variables_and_escapes()
    {
        Environment.SetEnvironmentVariable("MSIBUILDER_TEST", "from outside");
        var root = Process("<Root A=\"$(env.MSIBUILDER_TEST)\" B=\"$(sys.BUILDARCH)\" C=\"$$(var.Name)\" D=\"$(sys.SOURCEFILEDIR)\"/>");
        Assert.Equal(["from outside", "x64", "$(var.Name)", _folder.Root + Path.DirectorySeparatorChar], root.Attributes.Select(a => a.Value));
    }

    [Fact]
    public void A_variable_that_doubles_itself_is_an_error()
    {
        Process($"<Root><?define A0 = x ?>{string.Concat(Enumerable.Range(0, 21).Select(i => $"<?define A{i + 1} = $(A{i})$(A{i}) ?>"))}</Root>");
        Assert.All(_diagnostics.Items, d => Assert.Equal(DiagnosticCode.TooComplex, d.Code));
        Assert.NotEmpty(_diagnostics.Items);
    }

    [Fact]
    public void A_condition_of_parentheses_is_an_error()
    {
        Process($"<Root><?if {new string('(', 100_000)} ?><?endif?></Root>");
        Assert.Equal(DiagnosticCode.InvalidCondition, Error().Code);
    }

    [Theory]
    [InlineData("<Root A=\"$(var.Missing)\"/>", DiagnosticCode.UndefinedVariable)]
    [InlineData("<Root><?if 1 = 1 ?></Root>", DiagnosticCode.UnbalancedDirective)]
    [InlineData("<Root><?endif?></Root>", DiagnosticCode.UnbalancedDirective)]
    [InlineData("<Root><?else?></Root>", DiagnosticCode.UnbalancedDirective)]
    [InlineData("<Root><?surprise?></Root>", DiagnosticCode.UnknownDirective)]
    [InlineData("<Root A=\"$(fun.AutoVersion(1))\"/>", DiagnosticCode.UnknownDirective)]
    [InlineData("<Root><?include nowhere.wxi ?></Root>", DiagnosticCode.FileNotFound)]
    [InlineData("<Root><?error no good: $(Name) ?></Root>", DiagnosticCode.SourceDirective)]
    public void Mistakes_are_reported(string xml, DiagnosticCode code)
    {
        Process(xml);
        Assert.Equal((1, code), Error());
    }

    [Fact]
    public void A_warning_is_no_error()
    {
        Process("<Root><?warning careful ?></Root>");
        Assert.False(_diagnostics.HasErrors);
        Assert.Equal("careful", Assert.Single(_diagnostics.Items).Message);
    }

    [Fact]
    public void A_document_type_is_refused()
    {
        var path = _folder.Write("dtd.wxs", "<!DOCTYPE Wix [<!ENTITY a \"b\">]><Wix>&a;</Wix>");
        Assert.Null(XmlSource.Load(path, _diagnostics));
        Assert.Equal(DiagnosticCode.InvalidXml, Error().Code);
    }

    public void Dispose() => _folder.Dispose();

    private (int Line, DiagnosticCode Code) Error()
    {
        var error = Assert.Single(_diagnostics.Items);
        Assert.True(error.IsError);
        return (error.Location.Line, error.Code);
    }

    private WixElement Process(string xml)
    {
        var path = _folder.Write("test.wxs", xml);
        var variables = new Dictionary<string, string> { ["Name"] = "value", ["Empty"] = "" };
        return new Preprocessor(variables, [_folder.Root], _diagnostics).Process(XmlSource.Load(path, _diagnostics)!, path)!;
    }
}
