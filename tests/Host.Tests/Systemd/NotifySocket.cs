using System.Net.Sockets;
using System.Text;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Systemd;

/// <summary>systemd's end of sd_notify(3): a datagram socket in the file system.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"notify-{Guid.NewGuid():N}");
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public NotifySocket() => _socket.Bind(new UnixDomainSocketEndPoint(_path));

    /// <summary>Starts the command behind it as systemd starts a unit with Type=notify and WatchdogSec=30.</summary>
    // nohup ignores SIGHUP, and so would all that is started from a shell below it; systemd starts units with the default.
    public string[] Launcher => ["env", "--default-signal=HUP", $"NOTIFY_SOCKET={_path}", "WATCHDOG_USEC=30000000"];

    /// <summary>Reads until one has the text, and returns it.</summary>
    /// <exception cref="OperationCanceledException">None had in time.</exception>
    public async Task<string> WaitForAsync(string text)
    {
        using var bound = new CancellationTokenSource(Patience.Limit);
        var buffer = new byte[4096];
        while (true)
        {
            int length = await _socket.ReceiveAsync(buffer, bound.Token);
            string state = Encoding.ASCII.GetString(buffer, 0, length);
            if (state.Contains(text, StringComparison.Ordinal)) return state;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_path);
    }
}
