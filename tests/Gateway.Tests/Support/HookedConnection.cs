using System.Net.Sockets;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Tests.Support;

/// <summary>A connection in which a test acts at moments that only chance would bring otherwise.</summary>
/// <param name="inner">Does what is asked of it; owned by this.</param>
internal sealed class HookedConnection(Connection inner) : Connection(inner.EndPoint)
{
    /// <summary>Called when it has begun to connect.</summary>
    public Action Connecting { get; init; } = () => { };

    /// <summary>Called before it receives.</summary>
    public Action Receiving { get; init; } = () => { };

    /// <summary>Called when it has sent something.</summary>
    public Action Sent { get; init; } = () => { };

    /// <summary>Called before it is closed.</summary>
    public Action Closing { get; init; } = () => { };

    public override SocketError BeginConnect(IReadyHandler handler)
    {
        SocketError error = inner.BeginConnect(handler);
        Connecting();
        return error;
    }

    public override SocketError EndConnect() => inner.EndConnect();

    public override int Receive(Span<byte> buffer, out SocketError error)
    {
        Receiving();
        return inner.Receive(buffer, out error);
    }

    public override int Send(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        int sent = inner.Send(bytes, out error);
        Sent();
        return sent;
    }

    public override bool WasReset() => inner.WasReset();

    public override bool WaitForBytes(IReadyHandler handler) => inner.WaitForBytes(handler);

    public override void GiveUp(IReadyHandler handler) => inner.GiveUp(handler);

    public override bool WaitForRoom(ReadOnlyMemory<byte> bytes, IReadyHandler handler) => inner.WaitForRoom(bytes, handler);

    public override int TakeSent(out SocketError error) => inner.TakeSent(out error);

    public override void ShutdownSend() => inner.ShutdownSend();

    public override void Dispose()
    {
        Closing();
        inner.Dispose();
    }

    public override void Reset() => inner.Reset();
}
