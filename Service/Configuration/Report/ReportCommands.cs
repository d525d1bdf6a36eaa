using System.Globalization;

namespace OmsGateway.Configuration.Report;

/// <summary>The commands that an administrator of this system would type: PowerShell's on Windows, elsewhere a shell's.</summary>
/// <param name="isWindows">Whether it is Windows.</param>
/// <param name="directory">The configuration directory where it is not the system's own, else null.</param>
internal sealed class ReportCommands(bool isWindows, string? directory)
{
    public string Status => Make("Get-OMSGatewayStatus", "status");

    public string Validate => Make("Test-OMSGatewayConfig", "validate");

    public string DeniedHosts => Make("Find-OMSGatewayDeniedHost", "hosts denied");

    public string Clients => Make("Get-OMSGatewayClient", "clients");

    public string Relay => Make("Get-OMSGatewayRelayProxy", "relay get");

    public string HostUsage(string? group) => Make("Get-OMSGatewayHostUsage" + Parameter(" -Group ", group), "hosts usage" + Parameter(" --group ", group));

    /// <summary>Shows the clients that were not seen for so many hours.</summary>
    public string SilentClients(int hours) => string.Format(CultureInfo.InvariantCulture,
        Make("Get-OMSGatewayClient -NotSeenSince (Get-Date).AddHours(-{0})", "clients --not-seen-since {0}h"), hours);

    /// <summary>Allows a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="group">The group whose clients are to reach it, or null.</param>
    public string AllowHost(string host, string? group) =>
        Make($"Add-OMSGatewayAllowedHost {Quote(host)}{Parameter(" -Group ", group)}", $"hosts add {Quote(host)}{Parameter(" --group ", group)}");

    private string Make(string cmdlet, string verb) => (isWindows ? "" : "sudo ")
        + SystemCommand.Of(cmdlet + Parameter(" -ConfigurationDirectory ", directory), verb + Parameter(" --config-dir ", directory), isWindows);

    private string Parameter(string name, string? value) => value is null ? "" : name + Quote(value);

    // Within single quotes both take everything literally but the quote itself, which PowerShell wants doubled.
    private string Quote(string value) => value.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or '/')
        ? value
        : $"'{value.Replace("'", isWindows ? "''" : @"'\''")}'";
}
