using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Listening;

/// <summary>Accepts clients on one endpoint until it is disposed of; no accept error ends it.</summary>
internal sealed class Listener : IAsyncDisposable
{
    // Long enough for a connection to be closed, short enough that clients wait rather than fail.
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    // A condition that lasts is worth an event a minute, not five a second.
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    private readonly Socket _socket;
    private readonly LinuxListener? _listening;
    private readonly Func<CancellationToken, ValueTask<Connection>> _accept;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private Task _accepting = Task.CompletedTask;
    private long? _reportedAt;

    /// <param name="socket">Listens already; owned by the listener.</param>
    /// <param name="logger">Takes the accept errors.</param>
    /// <param name="time">The clock of the retries.</param>
    /// <param name="accept">Stands in for the socket's accept in a test.</param>
    internal Listener(Socket socket, ILogger logger, TimeProvider time, Func<CancellationToken, ValueTask<Connection>>? accept = null)
    {
        _socket = socket;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        if (EpollSet.IsSupported) _listening = new LinuxListener(socket, EndPoint);
        _accept = accept ?? (_listening is null ? AcceptSocketAsync : _listening.AcceptAsync);
        _logger = logger;
        _time = time;
    }

    /// <summary>The endpoint listened on.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Hands every accepted connection to <paramref name="accepted"/>, which owns it and returns at once.</summary>
    public void Start(Action<Connection> accepted) => _accepting = AcceptAsync(accepted);

    /// <summary>Stops accepting; connections already handed over are not touched.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        // The system's call on Linux knows the socket by its number, which another one could have by then.
        if (_listening is not null) await _accepting.ConfigureAwait(false);
        _listening?.Dispose();
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task AcceptAsync(Action<Connection> accepted)
    {
        // Off the caller's thread, which the loop would keep for as long as clients wait in the backlog.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                accepted(await _accept(_closing.Token).ConfigureAwait(false));
            }
            catch (Exception) when (_closing.IsCancellationRequested)
            {
                // The loop's condition ends it.
            }
            catch (SocketException e) when (IsClientGone(e))
            {
                // The client gave up while it waited in the backlog.
            }
            catch (Exception e)
            {
                // Whatever it is, a gateway that no longer accepts anybody would be worse. Out of files (EMFILE) is over when a tunnel ends.
                Report(e.Message);
                await Task.Delay(RetryDelay, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async ValueTask<Connection> AcceptSocketAsync(CancellationToken cancel)
    {
        Socket client = await _socket.AcceptAsync(cancel).ConfigureAwait(false);
        try
        {
            client.NoDelay = true;
            return new SocketConnection(client, Connection.Plain((IPEndPoint)client.RemoteEndPoint!));
        }
        catch (SocketException)
        {
            // It is gone already.
            client.Dispose();
            throw new SocketException((int)SocketError.ConnectionAborted);
        }
    }

    private void Report(string error)
    {
        if (_reportedAt is { } at && _time.GetElapsedTime(at) < ReportInterval) return;
        _reportedAt = _time.GetTimestamp();
        _logger.AcceptFailed(error);
    }

    private static bool IsClientGone(SocketException e) =>
        // WSAECONNRESET is AcceptEx's on Windows; ECONNABORTED and EINTR are those of accept(2).
        e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Interrupted;
}
