using OmsGateway.Gateway.Tls.Messages;

namespace OmsGateway.Gateway.Tls.Records;

/// <summary>What one side of the session may send; each method returns why it may not, or null.</summary>
internal interface IHandshakeSide
{
    /// <summary>Whether nothing more that this side sends needs to be looked at.</summary>
    bool HasPassed { get; }

    /// <summary>Looks at the bytes so far while the first record is not whole.</summary>
    Refusal? CheckFirstBytes(ReadOnlySpan<byte> bytes);

    /// <summary>A handshake message of this type begins.</summary>
    Refusal? BeginMessage(HandshakeType type);

    /// <summary>Longest body of a message that must be seen whole before any of it goes on; zero when it need not be seen.</summary>
    int MaximumInspected(HandshakeType type);

    /// <summary>A handshake message is complete.</summary>
    /// <param name="type">The message's type.</param>
    /// <param name="body">The message without its header; empty when it need not be seen.</param>
    Refusal? EndMessage(HandshakeType type, ReadOnlyMemory<byte> body);

    /// <summary>A well-formed ChangeCipherSpec record.</summary>
    Refusal? ChangeCipherSpec();

    /// <summary>A record of encrypted data.</summary>
    Refusal? ApplicationData();
}
