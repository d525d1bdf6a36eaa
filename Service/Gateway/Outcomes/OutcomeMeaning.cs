using Microsoft.Extensions.Logging;

namespace OmsGateway.Gateway.Outcomes;

/// <summary>What an outcome means to everybody who is told of it.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Event">The administrator's event.</param>
/// <param name="Counts">The counters it counts in.</param>
/// <param name="Answer">What the client is answered, or null when it is not, or has its tunnel already.</param>
internal sealed record OutcomeMeaning(TunnelOutcome Outcome, OutcomeEvent Event, OutcomeCounters Counts, OutcomeAnswer? Answer = null)
{
    /// <summary>The outcome in one word, as events, metrics and the access log have it.</summary>
    public string Name { get; } = Outcome.ToString();

    /// <summary>How severe the outcome is, where each connection's end is told: as its event, and without one by whether it is an error.</summary>
    public LogLevel Level =>
        Event != OutcomeEvent.None ? TunnelEvents.Of(Event).Level : Counts != OutcomeCounters.None ? LogLevel.Error : LogLevel.Information;

    /// <summary>Whether a connection was refused, or has failed, in a way that an administrator is told of.</summary>
    public bool IsRefusal => Event != OutcomeEvent.None || Counts != OutcomeCounters.None;
}

/// <summary>An answer to a client that is refused.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Reason">
/// The reason phrase, in ASCII. It is all that most clients show of a refusal, so that it says what is wrong and who says so.
/// </param>
/// <param name="Error">The error type of Proxy-Status (RFC 9209 §2.3).</param>
/// <param name="Detail">What the client is told instead of the outcome's own detail, which is for the administrator.</param>
internal sealed record OutcomeAnswer(int Status, string Reason, string Error, string? Detail = null);

/// <summary>The counters that an outcome counts in.</summary>
[Flags]
internal enum OutcomeCounters
{
    None = 0,

    /// <summary>"Error Count".</summary>
    Errors = 1,

    /// <summary>"Rejection Count", of TLS sessions that did not pass inspection; each is an error too.</summary>
    Rejections = 2,
}
