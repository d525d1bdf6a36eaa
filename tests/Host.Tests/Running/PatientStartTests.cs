using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration;
using OmsGateway.Gateway;
using OmsGateway.Host.Ports;
using OmsGateway.Host.Running;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Running;

/// <summary>A start on a port that somebody has, by a clock that the test moves.</summary>
public sealed class PatientStartTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private readonly Progress _progress = new();
    private readonly TcpListener _other = new(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
    private readonly CancellationTokenSource _stop = new();
    private readonly GatewayConfiguration _configuration;
    private readonly GatewayServer _server;
    private readonly Task<GatewayConfiguration?> _starting;

    public PatientStartTests()
    {
        _other.Start();
        Write(((IPEndPoint)_other.LocalEndpoint).Port);
        var monitor = new ConfigurationMonitor(ConfigurationStore.Open(_folder["."]));
        _configuration = monitor.Poll()!.Configuration!;
        _server = new GatewayServer(_configuration, _log, _time, SystemPorts.Create());
        _starting = new PatientStart(_server, monitor, _progress, _log, _time).RunAsync(_configuration, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _other.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_says_at_once_who_has_the_port_and_listens_as_soon_as_it_is_free()
    {
        LoggedEvent told = await _log.WaitForAsync(EventIds.WrongConfiguration);
        if (!OperatingSystem.IsWindows()) Assert.Contains($"(process {Environment.ProcessId})", told.Message, StringComparison.Ordinal);
        Assert.True(_progress.IsWaiting);
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.False(_starting.IsCompleted);

        _other.Stop();
        await AdvanceUntilAsync(_starting);

        Assert.Same(_configuration, await _starting);
        Assert.Single(_server.State.ListenEndPoints);
        // Once for each reason: between a failed attempt and the question who has the port, it may have become free.
        string reason = told.Message[..told.Message.IndexOf(" It is tried again", StringComparison.Ordinal)];
        Assert.Single(_log.Events, e => e.Message.StartsWith(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_gives_up_after_two_minutes_and_says_why()
    {
        await _log.WaitForAsync(EventIds.WrongConfiguration);
        await AdvanceUntilAsync(_starting);
        Assert.Null(await _starting);
        Assert.InRange(_time.GetUtcNow() - DateTimeOffset.UnixEpoch - TimeSpan.FromDays(1), PatientStart.Patience, 2 * PatientStart.Patience);
        LoggedEvent last = _log.Events[^1];
        Assert.Equal(EventIds.WrongConfiguration, last.Id);
        Assert.Contains("tried for 120 seconds", last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_is_heard()
    {
        await _log.WaitForAsync(EventIds.WrongConfiguration);
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _starting);
    }

    [Fact]
    public async Task Another_port_in_the_settings_is_taken()
    {
        await _log.WaitForAsync(EventIds.WrongConfiguration);
        int free = RunningGateway.FreePort();
        Write(free);
        await AdvanceUntilAsync(_starting);
        Assert.Equal(free, (await _starting)!.Settings.ListenPort);
        Assert.Equal(free, _server.State.ListenEndPoints[0].Port);
    }

    private void Write(int port) => _folder.Write("OMSGateway.config", $"<OMSGateway><ListenPort>{port}</ListenPort></OMSGateway>");

    private async Task AdvanceUntilAsync(Task task)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!task.IsCompleted)
        {
            // Not faster than the start tries, or its two minutes would pass before.
            if (_time.HasDelays) _time.Advance(TimeSpan.FromSeconds(1));
            else await Task.WhenAny(task, Task.Delay(5, limit.Token));
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private sealed class Progress : IRunProgress
    {
        public bool IsWaiting { get; private set; }

        public void Waiting() => IsWaiting = true;

        public void Running()
        {
        }

        public void Alive()
        {
        }

        public void Reloading()
        {
        }

        public void Stopping()
        {
        }
    }
}
