using System.Xml.Linq;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Engine;

/// <summary>
/// The Pester tests, in a real PowerShell. Their own report lies beside those of the test projects, so that each of them is counted.
/// </summary>
public sealed class ModuleTests
{
    [Fact]
    public async Task The_Pester_tests_pass()
    {
        string report = ProjectFiles.Find("artifacts/test-results/Pester.trx");
        File.Delete(report);
        ProgramResult result = await PowerShell7.RunAsync(
            "-File", ProjectFiles.Find("tests/PowerShell.Tests/Pester/Invoke-ModuleTests.ps1"),
            "-Manifest", System.IO.Path.Combine(Surface.ModuleFolder.Path, "OMSGateway.psd1"), "-Report", report, "-SkipAnalysis");
        Assert.True(result.ExitCode == 0, result.ToString());
        XElement counters = XDocument.Load(report).Descendants().Single(e => e.Name.LocalName == "Counters");
        Assert.Equal(0, (int)counters.Attribute("failed")!);
        Assert.InRange((int)counters.Attribute("passed")!, 40, int.MaxValue);
    }
}
