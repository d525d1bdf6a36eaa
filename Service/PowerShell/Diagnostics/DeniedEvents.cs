using System.Globalization;
using System.Text.RegularExpressions;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Status;

namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>Finds refused hosts in the events of the gateway, and of Microsoft's before it.</summary>
internal static class DeniedEvents
{
    /// <summary>The event log.</summary>
    public const string Log = "OMS Gateway Log";

    private static readonly Regex Phrase = new(@"Target host \((?<host>[^)]*)\) is forbidden", RegexOptions.CultureInvariant);
    private static readonly Regex Asker = new(@"client (?<address>[0-9A-Fa-f.:%]+|\[[0-9A-Fa-f.:%]+\]):\d+\b", RegexOptions.CultureInvariant);

    private static readonly Regex Membership = new(
        @"allow list of group (?<group>[\w-]+);|HostPolicy for group (?<group>[\w-]+) is", RegexOptions.CultureInvariant);

    // What TunnelReporter puts behind the text: of repetitions the summary's number counts, and not those that are written at log level Debug.
    // Eighteen digits always fit into a long.
    private static readonly Regex Times = new(@" \((?:(?<count>[0-9]{1,18}) times|once) in the last [^()]*\)$", RegexOptions.CultureInvariant);
    private const string Repeated = " (repeated)";

    /// <summary>The hosts of these events, each once for a group of clients.</summary>
    public static IEnumerable<DeniedHost> Read(IEnumerable<(DateTimeOffset Time, string Message)> events) =>
        events.Select(Parse).OfType<DeniedHost>().GroupBy(d => (d.Host, d.Group)).Select(Merge);

    /// <summary>One entry for several on the same host.</summary>
    public static DeniedHost Merge(IEnumerable<DeniedHost> same)
    {
        DeniedHost[] all = same.OrderByDescending(d => d.Last).ToArray();
        return all[0] with { Count = Math.Max(1, all.Sum(d => d.Count)) };
    }

    private static DeniedHost? Parse((DateTimeOffset Time, string Message) read)
    {
        // Text in a log came from a client; only a valid host name may get into a list.
        if (Phrase.Match(read.Message) is not { Success: true } match
            || !HostName.TryParse(match.Groups["host"].Value, out HostName? host, out _)) return null;
        return new DeniedHost(host!.Value, Asker.Match(read.Message).Groups["address"].Value.Trim('[', ']'), Count(read.Message), read.Time)
        {
            Group = Membership.Match(read.Message) is { Success: true } membership ? membership.Groups["group"].Value : null,
        };
    }

    private static long Count(string message)
    {
        if (message.EndsWith(Repeated, StringComparison.Ordinal)) return 0;
        return Times.Match(message).Groups["count"] is { Success: true } count ? long.Parse(count.Value, CultureInfo.InvariantCulture) : 1;
    }
}
