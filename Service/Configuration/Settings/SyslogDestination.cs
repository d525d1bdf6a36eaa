using OmsGateway.Configuration.Settings.Values;

namespace OmsGateway.Configuration.Settings;

/// <summary>A syslog server and the way to it.</summary>
/// <param name="Transport">How messages get there.</param>
/// <param name="Host">Host name or address, without brackets.</param>
/// <param name="Port">UDP or TCP port, 1 to 65535.</param>
public sealed record SyslogDestination(SyslogTransport Transport, string Host, int Port)
{
    /// <summary>The canonical form, such as <c>syslog+tls://siem.contoso.com:6514</c>.</summary>
    public override string ToString() => $"{SyslogValues.SchemeOf(Transport)}{HostAndPort.Format(Host, Port)}";
}
