using System.Runtime.Versioning;
using OmsGateway.PowerShell.Tests.Engine;
using OmsGateway.PowerShell.Tests.Surface;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Help;

/// <summary>The module of a project that has an address, and of one that has none, by what the build writes for each.</summary>
public sealed class ProjectAddressTests : IDisposable
{
    private const string Address = "https://example.com/owner/name";

    private readonly TemporaryFolder _folder = new();

    private string Module => _folder["OMSGateway"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "||https://spdx.org/licenses/MIT.html")]
    [InlineData(Address, Address + "|" + Address + "/raw/HEAD/Product/Art/OMSGateway.ico|https://spdx.org/licenses/MIT.html")]
    public async Task The_manifest_names_it(string address, string expected)
    {
        await BuildAsync(address);
        ProgramResult result = await PowerShell7.RunAsync("-Command", $$"""
            $module = Test-ModuleManifest '{{Module}}/OMSGateway.psd1' -ErrorAction Stop
            '{0}|{1}|{2}' -f $module.ProjectUri, $module.IconUri, $module.LicenseUri
            """);
        Assert.Equal(expected, result.Output.Trim());
    }

    [Fact]
    public async Task Without_an_address_Online_says_that_there_is_none()
    {
        await BuildAsync("");
        ProgramResult result = await PowerShell7.RunAsync("-Command", $$"""
            Import-Module '{{Module}}/OMSGateway.psd1'
            foreach ($command in Get-Command -Module OMSGateway -CommandType Cmdlet) {
                try { Get-Help $command.Name -Online -ErrorAction Stop } catch { $_.CategoryInfo.Category }
            }
            """);
        Assert.Equal(Enumerable.Repeat("InvalidOperation", CmdletClass.All.Count),
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.DoesNotContain(
            "docs/powershell.md", await File.ReadAllTextAsync(Path.Combine(Module, "en-US", "OMSGateway.PowerShell.dll-Help.xml")), StringComparison.Ordinal);
    }

    /// <summary>What PowerShell gives the system to open; a program that stands in for the system's notes it.</summary>
    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task With_an_address_Online_opens_the_cmdlet_s_section()
    {
        await BuildAsync(Address);
        string opener = _folder.Write("xdg-open", $"#!/bin/sh\necho \"$1\" > '{_folder["new"]}' && mv '{_folder["new"]}' '{_folder["opened"]}'\n");
        File.SetUnixFileMode(opener, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        ProgramResult result = await PowerShell7.RunAsync("-Command", $$"""
            Import-Module '{{Module}}/OMSGateway.psd1'
            $env:PATH = '{{Path.GetDirectoryName(opener)}}:' + $env:PATH
            Get-Help Set-OMSGatewayConfig -Online -ErrorAction Stop
            for ($i = 0; $i -lt 300 -and -not (Test-Path '{{_folder["opened"]}}'); $i++) { Start-Sleep -Milliseconds 100 }
            Get-Content '{{_folder["opened"]}}'
            """);
        string anchor = $"{Address}/blob/HEAD/docs/powershell.md#set-omsgatewayconfig";
        Assert.Equal(anchor, result.Output.Trim());
        Assert.Contains("\n## Set-OMSGatewayConfig\n", ProjectFiles.Read("docs/powershell.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/name")]
    [InlineData("https://example.com/name/")]
    [InlineData("https://example.com/'name")]
    public async Task What_is_no_address_is_refused(string address) =>
        Assert.Contains("ProjectUrl is '", (await WriteTextsAsync(address)).Output, StringComparison.Ordinal);

    private async Task BuildAsync(string address)
    {
        Directory.CreateDirectory(Module);
        foreach (string file in Directory.GetFiles(ModuleFolder.Path)) File.Copy(file, Path.Combine(Module, Path.GetFileName(file)));
        ProgramResult result = await WriteTextsAsync(address);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private Task<ProgramResult> WriteTextsAsync(string address) => ProgramRunner.RunAsync("dotnet",
        ["msbuild", ProjectFiles.Find("Service/PowerShell/OmsGateway.PowerShell.csproj"), "-nologo", "-nodeReuse:false", "-target:WriteModuleTexts",
            $"-property:ModuleDirectory={Module}", $"-property:ProjectUrl={address}"], limit: TimeSpan.FromMinutes(5));
}
