using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Transfer;
using OmsGateway.PowerShell.Tests.Engine;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Legacy;

/// <summary>
/// The script for the computer of Microsoft's gateway, in a real PowerShell, with folder and registry laid out as that gateway has them
/// (CustomActions/Logic/Legacy reads the same for setup).
/// </summary>
public sealed class ExportLegacyGatewayTests : IDisposable
{
    private const string ScriptPath = "Product/Export-LegacyGateway.ps1";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The registry of another system: the script asks for nothing else of it than values of a key.
    private Task<ProgramResult> ExportAsync(string values) => PowerShell7.RunAsync("-Command", $$"""
        function Get-ItemProperty {
            [CmdletBinding()] param($Path)
            if ($Path -eq 'HKLM:\SYSTEM\CurrentControlSet\Services\ForwarderService\Configurations') { [pscustomobject] @{ {{values}} } }
        }
        try {
            & '{{ProjectFiles.Find(ScriptPath)}}' '{{_folder["gateway.xml"]}}' -Folder '{{_folder["none"]}}', '{{_folder["old"]}}' `
                -WarningVariable warned -WarningAction SilentlyContinue | ForEach-Object FullName
            "warned: $warned"
        }
        catch { "failed: $_" }
        """);

    [Fact]
    public async Task Settings_and_lists_are_imported_without_the_password()
    {
        _folder.Write("old/allowedlist_server.txt", "# Agents & others\r\n*.ods.opinsights.azure.com\r\nwww.contoso.com\r\n");
        _folder.Write("old/allowedlist_client.txt", "11111111-2222-3333-4444-555555555555\n");
        string[] before = [.. Directory.GetFiles(_folder["old"]).Order().Select(File.ReadAllText)];
        ProgramResult result = await ExportAsync(
            "ListenPort = '8081'; LogLevel = 'Warn'; Proxy = ''; RelayProxyAddress = 'proxy.contoso.com:3128'; RelayProxyUsername = 'CONTOSO\\gateway'; "
            + "RelayProxyPassword = 's3cret'");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.StartsWith($"{_folder["gateway.xml"]}{Environment.NewLine}warned: The password of CONTOSO\\gateway at proxy.contoso.com:3128 is not in the file",
            result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", await File.ReadAllTextAsync(_folder["gateway.xml"]), StringComparison.Ordinal);

        List<string> warnings = [];
        var gateway = new GatewayAdministration(ConfigurationStore.Open(_folder["new"]), warnings.Add);
        gateway.Transfer.Import(_folder["gateway.xml"], new ImportOptions());
        Assert.Equal("8081", gateway.Settings.Get("ListenPort").Value);
        Assert.Equal("Warning", gateway.Settings.Get("LogLevel").Value);
        Assert.Equal(("http://proxy.contoso.com:3128", "CONTOSO\\gateway", false),
            gateway.RelayProxy.Get() is { } relay ? (relay.Address, relay.UserName, relay.HasPassword) : default);
        Assert.Equal(["*.ods.opinsights.azure.com", "www.contoso.com"], gateway.Hosts.Get().Select(host => host.Pattern.ToString()));
        Assert.Single(gateway.ClientCertificates.Get());
        Assert.Contains($"Set it with {SystemCommand.Of("Set-OMSGatewayRelayProxy", "relay set")}", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(_folder["old"]).Order().Select(File.ReadAllText));
    }

    [Fact]
    public async Task Without_a_gateway_it_says_so_and_writes_nothing()
    {
        ProgramResult result = await ExportAsync("");
        Assert.StartsWith("failed: There is no gateway of Microsoft's on this computer", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["gateway.xml"]));
    }

    [Fact]
    public async Task Credentials_in_the_proxy_s_address_stay_behind()
    {
        ProgramResult result = await ExportAsync("Proxy = 'http://gateway:s3cret@proxy.contoso.com:3128'");
        string exported = await File.ReadAllTextAsync(_folder["gateway.xml"]);
        Assert.Contains("<RelayProxyAddress>http://proxy.contoso.com:3128</RelayProxyAddress>", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", exported + result.Output, StringComparison.Ordinal);
        Assert.Contains("warned: The address of the proxy holds a user name or a password", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_written_leaves_the_file_that_was_there()
    {
        _folder.Write("old/allowedlist_server.txt", "a.contoso.com\n\u0001\n");
        _folder.Write("gateway.xml", "earlier");
        Assert.StartsWith("failed: Nothing was exported, since", (await ExportAsync("ListenPort = '8081'")).Output, StringComparison.Ordinal);
        Assert.Equal("earlier", await File.ReadAllTextAsync(_folder["gateway.xml"]));
    }

    [Fact]
    public async Task The_script_has_nothing_that_PowerShell_4_lacks() => Assert.Equal("", await LaterSyntax.Than4Async(ProjectFiles.Find(ScriptPath)));
}
