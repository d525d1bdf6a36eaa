using System.Globalization;
using System.Net.Sockets;
using System.Text;
using OmsGateway.Host.Running;

namespace OmsGateway.Host.Systemd;

/// <summary>
/// Keeps systemd informed, as sd_notify(3) describes: that the gateway listens, that it is alive where the unit has a
/// watchdog, and while it waits for its port or open tunnels finish that the start or stop takes a while longer.
/// </summary>
internal sealed class SystemdProgress : IRunProgress, IDisposable
{
    private static readonly TimeSpan ExtensionInterval = TimeSpan.FromSeconds(1);

    // Several intervals, so that a busy machine is not taken for a hung service.
    private static readonly TimeSpan Extension = TimeSpan.FromSeconds(10);

    private readonly Action<string> _send;
    private readonly bool _hasWatchdog;
    private readonly ITimer _timer;
    private volatile bool _isStopping;

    /// <summary>For a process whose states go to <paramref name="send"/>.</summary>
    /// <param name="send">Takes lines of NAME=value; called by any thread.</param>
    /// <param name="hasWatchdog">Whether systemd wants to hear regularly.</param>
    /// <param name="time">The clock of a start or stop that takes long.</param>
    internal SystemdProgress(Action<string> send, bool hasWatchdog, TimeProvider time)
    {
        _send = send;
        _hasWatchdog = hasWatchdog;
        _timer = time.CreateTimer(_ => AskForTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>For this process; null where it was not started by systemd as a unit with Type=notify.</summary>
    public static SystemdProgress? FromEnvironment(TimeProvider time) =>
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 } address
            ? new SystemdProgress(state => Send(address, state), IsWatched(), time) : null;

    public void Waiting() => _timer.Change(TimeSpan.Zero, ExtensionInterval);

    public void Running()
    {
        if (!_isStopping) _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // Says that a reload is over, too (sd_notify(3), RELOADING=1).
        _send("READY=1");
    }

    public void Alive()
    {
        // Each second, far more often than every half of WATCHDOG_USEC, which sd_watchdog_enabled(3) recommends.
        if (_hasWatchdog) _send("WATCHDOG=1");
    }

    // By this time systemd tells one reload from another (sd_notify(3), MONOTONIC_USEC). It wants CLOCK_MONOTONIC, whose coarse
    // reading .NET's tick count is on Linux (dotnet/runtime, minipal/time.c, minipal_lowres_ticks).
    public void Reloading() => _send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={Environment.TickCount64 * 1000}"));

    public void Stopping()
    {
        _isStopping = true;
        _send("STOPPING=1");
        _timer.Change(TimeSpan.Zero, ExtensionInterval);
    }

    public void Dispose() => _timer.Dispose();

    private void AskForTime()
    {
        // To be repeated before that time is over (sd_notify(3)).
        _send(string.Create(CultureInfo.InvariantCulture, $"EXTEND_TIMEOUT_USEC={(long)Extension.TotalMicroseconds}"));
        // While the gateway starts or stops there are no ticks of the run, which otherwise answer the watchdog.
        Alive();
    }

    // The variable may have come from a parent that was watched itself.
    private static bool IsWatched() =>
        Environment.GetEnvironmentVariable("WATCHDOG_USEC") is { Length: > 0 }
        && (Environment.GetEnvironmentVariable("WATCHDOG_PID") ?? "") is var process && (process.Length == 0 || process == $"{Environment.ProcessId}");

    private static void Send(string address, string state)
    {
        // '@' stands for the zero with which the name of an abstract socket begins.
        var endPoint = new UnixDomainSocketEndPoint(address[0] == '@' ? '\0' + address[1..] : address);
        try
        {
            // Without blocking: a systemd that does not read must not hold the gateway up.
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
            socket.SendTo(Encoding.ASCII.GetBytes(state), endPoint);
        }
        catch (SocketException)
        {
            // systemd is being restarted. If it misses a message, it acts on that and the journal says so.
        }
    }
}
