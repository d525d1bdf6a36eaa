using System.Diagnostics;
using System.Net;
using OmsGateway.Configuration.Status;
using OmsGateway.Soak.Agents;
using OmsGateway.Soak.Books;
using OmsGateway.Soak.Gateway;
using OmsGateway.Soak.Measuring;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak;

/// <summary>
/// A gateway in a process of its own under mixed load and disruptions: work in rounds, each followed by a rest in which
/// everything must be closed and accounted for, and at last a stop under load.
/// </summary>
public sealed class SoakRun : IDisposable
{
    private const int LongestPauseMilliseconds = 300;

    private readonly SoakOptions _options;
    private readonly GatewayFiles _files = new();
    private readonly Ledger _ledger = new();
    private readonly Conditions _conditions = new();
    private readonly Surroundings _around;
    private readonly List<string> _failures = [];
    private readonly List<Sample> _work = [];
    private readonly List<Sample> _rests = [];

    public SoakRun(SoakOptions options)
    {
        _options = options;
        _around = new Surroundings(_conditions, _ledger, options.Slowdown);
    }

    /// <summary>Runs it.</summary>
    /// <param name="program">The gateway's executable.</param>
    public async Task<SoakReport> RunAsync(string program)
    {
        _conditions.Port = LoopbackPort.Free();
        _files.Write(_conditions.Port, _around.AllowedPorts, _options.Slowdown);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(program, _files, _ledger);
        var meter = new ProcessMeter(gateway.Id, _files);
        var disruptions = new Disruptions(gateway, _files, _around);
        Func<Task>[] workers = [.. Workers(), disruptions.WorkAsync];

        int rounds = Math.Clamp((int)(_options.Duration / TimeSpan.FromMinutes(2)), 3, 60);
        for (int round = 0; round < rounds; round++)
        {
            await WorkAsync(workers, meter, _options.Duration * _options.Slowdown / rounds);
            _rests.Add(await meter.ReadCollectedAsync());
        }

        await CheckCountersAsync(gateway);
        await StopUnderLoadAsync(gateway, workers[..^1]);
        return SoakReport.Create(_options, _ledger, gateway, disruptions, Flatness.Judge(_work, _rests), _rests, _failures);
    }

    public void Dispose()
    {
        _around.Dispose();
        _files.Dispose();
    }

    private IEnumerable<Func<Task>> Workers()
    {
        for (int i = 0; i < _options.Agents + _options.IdleTunnels; i++)
        {
            var random = new Random(_options.Seed + i);
            var tunnels = new TunnelScenarios(_around, random);
            bool isIdle = i >= _options.Agents;
            Scenario[] all = isIdle ? [tunnels.Idle] : [.. tunnels.All, .. new RefusalScenarios(_around).All];
            Scenario[] deck = [.. all.SelectMany(s => Enumerable.Repeat(s, Math.Max(s.Weight, 1)))];
            // A few to an address, within the limit of tunnels for one client.
            var address = IPAddress.Parse($"127.0.{1 + (i / 4 / 250)}.{1 + (i / 4 % 250)}");
            var agent = new Agent(address, _around, () => deck[random.Next(deck.Length)], random);
            yield return () => Task.Run(() => agent.WorkAsync(LongestPauseMilliseconds));
        }
    }

    private async Task WorkAsync(Func<Task>[] workers, ProcessMeter meter, TimeSpan duration)
    {
        _around.EndRest();
        Task all = Task.WhenAll(workers.Select(start => start()));
        long end = Environment.TickCount64 + (long)duration.TotalMilliseconds;
        while (Environment.TickCount64 < end && !all.IsFaulted)
        {
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(1) * _options.Slowdown));
            _work.Add(meter.Read());
            _ledger.GiveUp();
        }

        _around.BeginRest();
        await all;
        // Longer than the books wait for a record.
        TimeSpan patience = Patience.Limit;
        for (long start = Stopwatch.GetTimestamp(); _ledger.Unsettled > 0 && Stopwatch.GetElapsedTime(start) < patience; await Task.Delay(50)) _ledger.GiveUp();
        if (_ledger.Unsettled > 0)
            _failures.Add($"{_ledger.Unsettled} connections were still open {patience.TotalSeconds:0} seconds after the last client closed");
    }

    /// <summary>Compares the gateway's counters with its records, once its status file has caught up.</summary>
    private async Task CheckCountersAsync(GatewayProcess gateway)
    {
        DateTimeOffset since = DateTimeOffset.UtcNow;
        await gateway.WaitUntilAsync(() => gateway.Status is { } s && s.Written > since, "writing its status");
        GatewayStatus status = gateway.Status!;
        Compare("Active Client Connection", 0, status.ActiveClientConnections);
        Compare("connections closed", _ledger.Records, status.ClosedConnections);
        Compare("bytes transferred", _ledger.Bytes, status.TransferredBytes);
        Compare("bytes sent and received", _ledger.Bytes, status.BytesSent + status.BytesReceived);
        Compare("Error Count", gateway.TunnelErrors, status.Errors);
        Compare("Rejection Count", gateway.TlsRejections, status.Rejections);

        void Compare(string counter, long expected, long actual)
        {
            if (expected != actual) _failures.Add($"counter {counter} is {actual}, its events and records say {expected}");
        }
    }

    private async Task StopUnderLoadAsync(GatewayProcess gateway, Func<Task>[] workers)
    {
        _around.EndRest();
        Task all = Task.WhenAll(workers.Select(start => start()));
        await Task.Delay(1000);
        _conditions.BeginStop();
        if (await gateway.StopAsync() is { } problem) _failures.Add(problem);
        _around.BeginRest();
        await all;
        _ledger.GiveUp(all: true);
    }
}
