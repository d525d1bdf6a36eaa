using System.Security.Cryptography;
using System.Text.Json;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests;

/// <summary>What stands beside the package for those who check what they downloaded.</summary>
public sealed class ReleaseFilesTests
{
    /// <summary>Packages that take part in a build and are in nothing that it makes, or only in the part that is left out of the module.</summary>
    private static readonly string[] NotShipped =
    [
        "Microsoft.DotNet.ILCompiler", "Microsoft.NET.ILLink.Tasks", "NETStandard.Library", "Microsoft.NETCore.Platforms",
        "PowerShellStandard.Library", "Microsoft.CodeAnalysis.BannedApiAnalyzers", "System.Security.AccessControl", "System.Security.Principal.Windows",
    ];

    private static readonly string Artifacts = ProjectFiles.Find("artifacts");

    [Fact]
    public void The_checksums_are_those_of_all_that_is_published()
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(Artifacts, "SHA256SUMS")).Select(line => line.Split("  ", 2))];
        Assert.Equal(["OMS Gateway.msi", "OMS Gateway.cdx.json", "Export-LegacyGateway.ps1", "PolicyDefinitions.zip"], lines.Select(l => l[1]));
        Assert.All(lines, line => Assert.Equal(HashOf(line[1]), line[0]));
    }

    [Fact]
    public void The_bill_is_of_this_package()
    {
        using JsonDocument bill = ReadBill();
        JsonElement product = bill.RootElement.GetProperty("metadata").GetProperty("component");
        Assert.Equal(HashOf("OMS Gateway.msi"), product.GetProperty("hashes")[0].GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("Service/Host", "net10.0", "OMSGatewayService.exe", "Microsoft.NETCore.App.Runtime.NativeAOT.win-x64")]
    [InlineData("Service/PowerShell", ".NETStandard,Version=v2.0", "OMSGateway.PowerShell.dll", null)]
    public void The_bill_names_the_locked_packages_of(string project, string framework, string program, string? runtime)
    {
        using JsonDocument locked = Read(ProjectFiles.Find(project, "packages.lock.json"));
        IEnumerable<string> expected =
            from package in locked.RootElement.GetProperty("dependencies").GetProperty(framework).EnumerateObject()
            where package.Value.GetProperty("type").GetString() != "Project" && !NotShipped.Contains(package.Name)
            select $"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}";

        using JsonDocument bill = ReadBill();
        string?[] named =
        [
            .. bill.RootElement.GetProperty("dependencies").EnumerateArray().Single(d => d.GetProperty("ref").GetString() == $"file:{program}")
                .GetProperty("dependsOn").EnumerateArray().Select(d => d.GetString()),
        ];
        if (runtime is not null) Assert.Contains(named, n => n!.StartsWith($"pkg:nuget/{runtime}@", StringComparison.Ordinal));
        Assert.Equal(expected.Order(), named.Where(n => runtime is null || !n!.Contains(runtime, StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Every_component_has_a_hash_and_a_licence()
    {
        using JsonDocument bill = ReadBill();
        Assert.All(bill.RootElement.GetProperty("components").EnumerateArray(), component =>
        {
            JsonElement hash = component.GetProperty("hashes")[0];
            Assert.Equal(hash.GetProperty("alg").GetString() == "SHA-512" ? 128 : 64, hash.GetProperty("content").GetString()!.Length);
            Assert.NotEqual(0, component.GetProperty("licenses").GetArrayLength());
        });
    }

    private static string HashOf(string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Artifacts, name))));

    private static JsonDocument ReadBill() => Read(Path.Combine(Artifacts, "OMS Gateway.cdx.json"));

    private static JsonDocument Read(string path) => JsonDocument.Parse(File.ReadAllText(path));
}
