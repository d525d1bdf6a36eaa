using System.Globalization;
using System.Net.NetworkInformation;
using System.Text;
using System.Text.Unicode;
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

    /// <summary>What a message takes at most, with its length before it.</summary>
    public const int Room = LargestStreamed + 8;

    // RFC 5424 §6.2.1: local0, as in HAProxy's manual.
    private const int Facility = 16;

    // NILVALUE (RFC 5424 §6).
    private const string Unknown = "-";

    // The parts of the header before and after the time. All of local0's priorities, 128 to 135, are as long as this one.
    private static readonly int BeforeTime = "<134>1 ".Length;
    private readonly byte[] _behindTime = Encoding.ASCII.GetBytes($" {hostName} OMSGateway {Environment.ProcessId} ACCESS - ");

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
    /// Writes the message as it goes into a datagram, or behind its length into a stream (RFC 6587 §3.4.1). A line that is too long for it is
    /// shortened.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="message">Takes <see cref="Room"/> bytes.</param>
    /// <returns>The bytes that it took.</returns>
    public int Write(LogLine line, Span<byte> message)
    {
        int header = BeforeTime + AccessLogLine.TimeLength + _behindTime.Length;
        int most = transport == SyslogTransport.Udp ? LargestDatagram : LargestStreamed;
        ReadOnlyMemory<byte> text = header + line.Text.Length <= most ? line.Text : AccessLogLine.Shorten(line.Text);
        int written = 0;
        if (transport != SyslogTransport.Udp) Utf8.TryWrite(message, CultureInfo.InvariantCulture, $"{header + text.Length} ", out written);
        int priority = (Facility * 8) + LogLevels.Severity(line.Level);
        Utf8.TryWrite(message[written..], CultureInfo.InvariantCulture, $"<{priority}>1 ", out int before);
        written += before;
        AccessLogLine.FormatTime(line.Time, message[written..]);
        written += AccessLogLine.TimeLength;
        _behindTime.CopyTo(message[written..]);
        written += _behindTime.Length;
        text.Span.CopyTo(message[written..]);
        return written + text.Length;
    }

    private static string? Valid(string name) => HostName.TryParse(name, out HostName? host, out _) ? host!.Value : null;
}
