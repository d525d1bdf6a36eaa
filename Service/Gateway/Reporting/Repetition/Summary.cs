using System.Globalization;
using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.Reporting.Repetition;

/// <summary>What has been repeated on one subject since the last event about it.</summary>
/// <param name="Event">The event that repeats.</param>
/// <param name="Last">The last connection; null when the summary is of all subjects that have none of their own.</param>
/// <param name="Count">How often, at least once.</param>
/// <param name="Clients">Clients that are known to have a part in it; 0 when none is.</param>
/// <param name="AreMore">Whether there were more clients.</param>
/// <param name="Most">The client with the largest part, where one is known.</param>
/// <param name="Period">Time in which it was.</param>
internal sealed record Summary(OutcomeEvent Event, TunnelRecord? Last, long Count, int Clients, bool AreMore, ClientKey Most, TimeSpan Period)
{
    /// <summary>The period in words: <c>in the last 30 minutes</c>.</summary>
    public string When => Math.Ceiling(Period.TotalMinutes) is var minutes and > 1
        ? string.Create(CultureInfo.InvariantCulture, $"in the last {minutes:F0} minutes")
        : "in the last minute";

    /// <summary>
    /// What is put behind the text of the last event: <c> (299 times in the last 30 minutes, by 12 clients, most by 192.0.2.1)</c>. The
    /// PowerShell module reads the number.
    /// </summary>
    public string Suffix
    {
        get
        {
            string times = Count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{Count} times");
            string clients = Clients + (AreMore ? 1 : 0) < 2 ? ""
                : string.Create(CultureInfo.InvariantCulture, $", by {(AreMore ? "more than " : "")}{Clients} clients, most by {Most}");
            return $" ({times} {When}{clients})";
        }
    }

    /// <summary>The sentence when there is no last event to repeat.</summary>
    /// <param name="many">The events in words.</param>
    public string Describe(string many) => string.Create(CultureInfo.InvariantCulture,
        $"{Count} {many} {When} are not listed one by one, since there were too many different ones{(Clients == 0 ? "" : $"; most were of client {Most}")}.");
}
