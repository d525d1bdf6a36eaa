using System.Net;
using System.Net.Sockets;

namespace OmsGateway.TestSupport;

/// <summary>
/// A TCP server on 127.0.0.1 whose nth connection is served by the nth script; it closes when its script returns. A
/// connection for which there is no script closes at once.
/// </summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _connections;

    public ScriptedServer(params Func<ScriptedConnection, Task>[] scripts)
    {
        _listener.Start();
        _serving = ServeAsync(scripts);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Ends all scripts; throws what one of them threw, such as a failed assertion.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<ScriptedConnection, Task>[] scripts)
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                int index = Interlocked.Increment(ref _connections) - 1;
                if (index < scripts.Length) running.Add(RunAsync(scripts[index], socket));
                else socket.Dispose();
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task RunAsync(Func<ScriptedConnection, Task> script, Socket socket)
    {
        socket.NoDelay = true;
        using (socket)
        {
            try
            {
                await script(new ScriptedConnection(socket, _stop.Token));
                // Closing with unread input resets, and a reset may take what was sent with it.
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The client closed first, the script reset the connection, or the test is over.
            }
        }
    }
}
