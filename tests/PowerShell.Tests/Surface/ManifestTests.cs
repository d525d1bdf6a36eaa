using System.Text.RegularExpressions;
using System.Xml.Linq;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Surface;

/// <summary>The manifest exports exactly what the compiled module has.</summary>
public class ManifestTests
{
    private static readonly string Manifest = ProjectFiles.Read("Service/PowerShell/Module/OMSGateway.psd1");

    [Fact]
    public void Cmdlets_are_the_compiled_ones() =>
        Assert.Equal(CmdletClass.All.Keys.Order(StringComparer.Ordinal), List("CmdletsToExport"));

    [Fact]
    public void Aliases_are_the_compiled_ones() =>
        Assert.Equal(CmdletClass.All.Values.SelectMany(c => c.Aliases).Order(StringComparer.Ordinal), List("AliasesToExport"));

    [Fact]
    public void Nothing_else_is_exported()
    {
        Assert.Empty(List("FunctionsToExport"));
        Assert.Empty(List("VariablesToExport"));
    }

    [Fact]
    public void The_built_manifest_has_the_product_s_version_and_loads_the_built_assembly()
    {
        string built = File.ReadAllText(Path.Combine(ModuleFolder.Path, "OMSGateway.psd1"));
        string version = XDocument.Load(ProjectFiles.Find("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Contains($"ModuleVersion          = '{version}'", built, StringComparison.Ordinal);
        string root = Regex.Match(built, @"RootModule\s+= '([^']+)'").Groups[1].Value;
        Assert.Equal(typeof(GatewayCmdlet).Assembly.GetName().Name + ".dll", root);
        Assert.True(File.Exists(Path.Combine(ModuleFolder.Path, root)));
        Assert.Equal(typeof(GatewayCmdlet).Assembly.GetName().Version!.ToString(3), version);
    }

    private static string[] List(string name)
    {
        string list = Regex.Match(Manifest, name + @"\s*= @\(([^)]*)\)").Groups[1].Value;
        return [.. Regex.Matches(list, "'([^']+)'").Select(m => m.Groups[1].Value)];
    }
}
