using System.Globalization;
using System.Net.NetworkInformation;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway;

namespace OmsGateway.Host.Logging.Syslog;

/// <summary>Makes messages of RFC 5424 of the lines of the access log, all in ASCII.</summary>
/// <param name="transport">What they are for.</param>
/// <param name="hostName">The header's HOSTNAME.</param>
internal sealed class SyslogMessage(SyslogTransport transport, string hostName)
{
    /// <summary>
    /// Largest datagram, in bytes: what a receiver should be able to take (RFC 5426 §3.2), and no more than two fragments of Ethernet.
    /// </summary>
    public const int LargestDatagram = 2048;

    /// <summary>Largest message on TCP and TLS, in bytes, for the same reason (RFC 5425 §4.3.1).</summary>
    public const int LargestStreamed = 8192;

    // RFC 5424 §6.2.1: local0, as in HAProxy's manual.
    private const int Facility = 16;

    // NILVALUE (RFC 5424 §6).
    private const string Unknown = "-";

    /// <summary>This computer for HOSTNAME: its full name, else its name (RFC 5424 §6.2.4).</summary>
    public static string ThisHost()
    {
        try
        {
            IPGlobalProperties names = IPGlobalProperties.GetIPGlobalProperties();
            return Valid($"{names.HostName}.{names.DomainName}") ?? Valid(names.HostName) ?? Unknown;
        }
        catch (NetworkInformationException)
        {
            return Unknown;
        }
    }

    /// <summary>
    /// The message as it goes into a datagram, or behind its length into a stream (RFC 6587 §3.4.1). A line that is too long for it is shortened.
    /// </summary>
    public string Of(LogEntry entry)
    {
        int priority = (Facility * 8) + LogLevels.Severity(entry.Level);
        string header = string.Create(CultureInfo.InvariantCulture,
            $"<{priority}>1 {entry.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {hostName} OMSGateway {Environment.ProcessId} ACCESS - ");
        int most = transport == SyslogTransport.Udp ? LargestDatagram : LargestStreamed;
        string message = header + (header.Length + entry.Message.Length <= most ? entry.Message : AccessLogLine.Shorten(entry.Message));
        return transport == SyslogTransport.Udp ? message : string.Create(CultureInfo.InvariantCulture, $"{message.Length} {message}");
    }

    private static string? Valid(string name) => HostName.TryParse(name, out HostName? host, out _) ? host!.Value : null;
}
