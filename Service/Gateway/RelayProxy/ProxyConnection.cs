using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.RelayProxy.Reply;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.RelayProxy;

/// <summary>A connection to the proxy, until it becomes a tunnel.</summary>
internal sealed class ProxyConnection(Connection connection) : IDisposable
{
    private readonly ReplyBuffer _buffer = new(connection);
    private bool _released;

    /// <summary>Requests sent so far.</summary>
    public int Requests { get; private set; }

    /// <summary>Sends a request and reads the reply, with its body when there may be another request.</summary>
    public async Task<ProxyReply> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        try
        {
            Requests++;
            await SendAsync(request, cancel).ConfigureAwait(false);
            (ReplyOutcome outcome, ReplyHead? head) = await ReplyReader.ReadAsync(_buffer, cancel).ConfigureAwait(false);
            bool reusable = head?.Status == (int)HttpStatusCode.ProxyAuthenticationRequired
                && await DrainAsync(head, cancel).ConfigureAwait(false);
            return new(outcome, head, reusable);
        }
        catch (OperationCanceledException)
        {
            return new(ReplyOutcome.TimedOut, null, false);
        }
    }

    /// <summary>Hands the connection and what was received past the reply over to the tunnel.</summary>
    public (Connection Connection, ReadOnlyMemory<byte> Leftover) Release()
    {
        _released = true;
        return (connection, _buffer.Received.ToArray());
    }

    public void Dispose()
    {
        if (!_released) connection.Dispose();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        try
        {
            await connection.SendAsync(request, cancel).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // The proxy may have said why before it closed, and reading tells either way.
        }
    }

    private async Task<bool> DrainAsync(ReplyHead head, CancellationToken cancel)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(RelayProxyLimits.BodyTime);
        try
        {
            return await new BodyDrain(_buffer, deadline.Token).RunAsync(BodyFraming.Of(head)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
