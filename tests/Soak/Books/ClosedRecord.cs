using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Soak.Books;

/// <summary>The gateway's last word on a connection, event 200.</summary>
internal sealed partial record ClosedRecord(long Id, TunnelOutcome Outcome, IPEndPoint Client, long BytesSent, long BytesReceived)
{
    /// <summary>Reads a line of the gateway's log; null when it is about something else.</summary>
    public static ClosedRecord? TryParse(string line)
    {
        Match match = Closed().Match(line);
        return match.Success
            ? new ClosedRecord(Number(1), Enum.Parse<TunnelOutcome>(match.Groups[2].Value), IPEndPoint.Parse(match.Groups[3].Value), Number(4), Number(5))
            : null;

        long Number(int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@" \[200\] \[(\d+)\] Closed: (\w+); client ([^,]+), .* (\d+) bytes sent, (\d+) bytes received, ")]
    private static partial Regex Closed();
}
