using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Pumping;

/// <summary>What a pair of pumps tells the tunnel it belongs to.</summary>
internal interface IPumpOwner
{
    /// <summary>The TLS session is verified. Called at most once.</summary>
    void OnVerified(HandshakeInspector inspector);

    /// <summary>The TLS session is rejected, and all that is left to do is to tell the client so. May be called twice.</summary>
    /// <returns>Whether there is time for it to read its alert; otherwise its connection is to be closed at once.</returns>
    bool OnRejected();

    /// <summary>The gateway itself failed; the end follows.</summary>
    void OnFailed(Exception exception);

    /// <summary>Both directions are done; called once, at the end.</summary>
    /// <param name="inspector">The inspector, unless both directions have passed it.</param>
    void OnEnded(HandshakeInspector? inspector);
}
