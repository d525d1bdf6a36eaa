using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.Reporting.Repetition;

/// <summary>What an event is about, apart from the client: a reader who is told of it once knows it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Outcome">The reason of a refusal; <see cref="TunnelOutcome.Open"/> when the tunnel goes on.</param>
/// <param name="Host">The host that was asked for; empty without a request.</param>
/// <param name="Port">The port that was asked for; 0 without a request.</param>
/// <param name="Group">The client's group, or null.</param>
/// <param name="Reason">The subject of a refused client certificate, or why a request is none; else null.</param>
internal readonly record struct Subject(OutcomeEvent Event, TunnelOutcome Outcome, string Host, int Port, string? Group, string? Reason)
{
    /// <summary>Whether it tells of a tunnel that is allowed, and not of one that is refused or fails.</summary>
    public bool IsOrdinary => Outcome == TunnelOutcome.Open && Event is OutcomeEvent.Requested or OutcomeEvent.Verified;

    /// <summary>What an event about a connection is about.</summary>
    public static Subject Of(OutcomeEvent told, TunnelOutcome outcome, TunnelRecord record) => new(
        told, outcome, record.Request?.Host.Value ?? "", record.Request?.Port ?? 0, record.Group,
        told == OutcomeEvent.InvalidClientCertificate || outcome == TunnelOutcome.MalformedRequest ? record.Detail : null);
}
