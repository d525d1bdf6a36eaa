using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.Requests;

/// <summary>A valid CONNECT request (RFC 9110 §9.3.6).</summary>
/// <param name="Host">The target host.</param>
/// <param name="Port">The target port, 1 to 65535.</param>
internal sealed record ConnectRequest(HostName Host, int Port)
{
    /// <summary>The authority as the request line writes it.</summary>
    public override string ToString() =>
        Host.Address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

/// <summary>What came of reading a request: the request, or why there is none.</summary>
/// <param name="Outcome"><see cref="TunnelOutcome.Open"/> when there is a request.</param>
/// <param name="Request">The request, or null.</param>
/// <param name="Detail">Why there is no request, in a sentence that quotes nothing of what the client sent.</param>
/// <param name="EarlyData">Bytes that followed the head; they belong to the tunnel.</param>
/// <param name="IsHead">Whether it is a HEAD request, to which no answer may have content (RFC 9110 §9.3.2).</param>
internal readonly record struct ConnectRequestResult(
    TunnelOutcome Outcome, ConnectRequest? Request, string? Detail, ReadOnlyMemory<byte> EarlyData, bool IsHead = false)
{
    public static ConnectRequestResult Accepted(ConnectRequest request) => new(TunnelOutcome.Open, request, null, default);

    public static ConnectRequestResult Rejected(TunnelOutcome outcome, string detail) => new(outcome, null, detail, default);
}
