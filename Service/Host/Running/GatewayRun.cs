using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Gateway;
using OmsGateway.Gateway.Health;
using OmsGateway.Gateway.Listening;
using OmsGateway.Host.Counters;
using OmsGateway.Host.Logging;
using OmsGateway.Host.Metrics;
using OmsGateway.Host.Ports;

namespace OmsGateway.Host.Running;

/// <summary>One life of the gateway, in a console or as a service: from reading the configuration to the last event.</summary>
internal sealed class GatewayRun(ConfigurationStore store, ILogSink sink, IRunProgress progress, TimeProvider time)
{
    // Binding a socket takes no time, but may be waited for; whatever hangs here must not leave the service in START_PENDING for ever.
    private static readonly TimeSpan StartLimit = PatientStart.Patience + TimeSpan.FromSeconds(20);

    // A poll or a write of the status takes milliseconds; one that a share or a device holds up must not hold up the stop.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    private volatile ConfigurationLoop? _loop;

    /// <summary>Looks at the configuration now, and not only when it is time again. Nothing happens before the gateway listens.</summary>
    public void Reload()
    {
        if (_loop is not { } loop) return;
        progress.Reloading();
        loop.Reload(progress.Running);
    }

    /// <summary>Runs until it is stopped, and reports whatever goes wrong as an event and as the exit code.</summary>
    /// <param name="stop">Asks for an orderly stop.</param>
    /// <param name="abort">Ends the wait for open tunnels.</param>
    public async Task<ExitCode> RunAsync(CancellationToken stop, CancellationToken abort)
    {
        // Created first and so disposed last: everything else may still have something to report.
        await using var queue = new LogQueue(sink, time);
        using var provider = new GatewayLoggerProvider(queue, time);
        ILogger logger = provider.CreateLogger("OmsGateway");
        try
        {
            return await RunAsync(queue, provider, logger, stop, abort).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            HostLog.Stopped(logger);
            return ExitCode.Success;
        }
        catch (Exception e)
        {
            HostLog.Failed(logger, e);
            return ExitCode.Failure;
        }
    }

    private async Task<ExitCode> RunAsync(
        LogQueue queue, GatewayLoggerProvider provider, ILogger logger, CancellationToken stop, CancellationToken abort)
    {
        // First, so that 'status' does not call a gateway missing that is only starting.
        using IDisposable? mark = RunningMark.Set(store.Directory);
        if (store.EnsureDirectory() is { } missing)
        {
            HostLog.WrongConfiguration(logger, missing);
            return ExitCode.InvalidConfiguration;
        }

        store.FinishImport();
        var monitor = new ConfigurationMonitor(store);
        // Null means that nothing has changed since the last poll, and this is the first.
        ConfigurationResult result = monitor.Poll()!;
        if (result.Configuration is not { } configuration)
        {
            ConfigurationReport.Problems(logger, result);
            return ExitCode.InvalidConfiguration;
        }

        provider.MinimumLevel = LogLevels.From(configuration.Settings.LogLevel);
        ConfigurationReport.Warnings(logger, result);

        ISystemPorts ports = SystemPorts.Create();
        await using var server = new GatewayServer(configuration, logger, time, ports);
        var inventory = new InventoryFile(store.InventoryPath, server, logger, time);
        // Before the first tunnel: reading replaces what was counted so far, and would lose its client.
        inventory.Restore();
        var history = new HistoryFile(store.HistoryPath, server.State, logger, time);
        var start = new PatientStart(server, monitor, progress, logger, time);
        if (await start.RunAsync(configuration, stop).WaitAsync(StartLimit, time, stop).ConfigureAwait(false) is not { } started)
            return ExitCode.CannotListen;
        // The settings may have changed while the start waited for its port.
        configuration = started;
        provider.MinimumLevel = LogLevels.From(configuration.Settings.LogLevel);

        using var export = new OtlpExport(logger);
        export.Apply(configuration.Settings.OtlpEndpoint);
        await using var accessLog = new AccessLog(server, Path.Combine(store.StateDirectory, "access"), logger, time);
        await using var health = new HealthServer(server.State, logger, time, ports);
        int listenPort = configuration.Settings.ListenPort, healthPort = configuration.Settings.HealthPort;
        var loop = new ConfigurationLoop(monitor, configuration, ApplyAsync, logger, time);
        _loop = loop;
        using ICounterPublisher counters = CounterPublisher.Create(logger);
        var firewall = new FirewallWatch(() => store.FirewallRule?.Port, () => Volatile.Read(ref listenPort), logger, time);
        using var status = new StatusFile(store.StatusPath, server.State, () => loop.Problem, logger, time);
        var drain = new DrainWatch(store, server, status, () => Volatile.Read(ref healthPort) != 0, time);
        HostInstruments.Add(server.State.Meter, status.Started, () => loop.Problem, queue, accessLog);

        // After the status, which creates their folder.
        inventory.Write();
        await accessLog.ApplyAsync(configuration.Settings).ConfigureAwait(false);
        await health.ApplyAsync(configuration.Settings).ConfigureAwait(false);
        HostLog.Started(logger, ProductVersion.Text, string.Join(", ", server.State.ListenEndPoints));
        if (ConfigurationReport.AllowsNothing(configuration)) ConfigurationReport.NothingAllowed(logger);
        progress.Running();
        // After the report that the gateway runs, for which its starter waits.
        ConfigurationReport.PresetNews(logger, store, configuration);
        Func<CancellationToken, Task>[] watches =
        [
            loop.RunAsync, firewall.RunAsync, status.RunAsync, inventory.RunAsync, history.RunAsync, drain.RunAsync, health.RunAsync,
            server.ProbeRelayProxiesAsync,
        ];
        await WhileRunningAsync(watches, counters, server, stop).ConfigureAwait(false);

        HostLog.StopAsked(logger);
        progress.Stopping();
        await server.StopAsync(abort).ConfigureAwait(false);
        await Task.WhenAll(inventory.WriteLastAsync(EndLimit), history.WriteLastAsync(EndLimit)).ConfigureAwait(false);
        HostLog.Stopped(logger);
        return ExitCode.Success;

        async Task ApplyAsync(GatewayConfiguration next, CancellationToken cancel)
        {
            // First if it gives up the port that the gateway is to have.
            if (next.Settings.ListenPort == healthPort) await health.ApplyAsync(next.Settings).ConfigureAwait(false);
            await server.ApplyAsync(next, cancel).ConfigureAwait(false);
            Volatile.Write(ref listenPort, next.Settings.ListenPort);
            Volatile.Write(ref healthPort, next.Settings.HealthPort);
            provider.MinimumLevel = LogLevels.From(next.Settings.LogLevel);
            export.Apply(next.Settings.OtlpEndpoint);
            await accessLog.ApplyAsync(next.Settings).ConfigureAwait(false);
            await health.ApplyAsync(next.Settings).ConfigureAwait(false);
        }
    }

    private async Task WhileRunningAsync(
        IEnumerable<Func<CancellationToken, Task>> watches, ICounterPublisher counters, GatewayServer server, CancellationToken stop)
    {
        try
        {
            Task[] all = [.. watches.Select(run => run(stop)), TickAsync()];
            // None of them ends by itself. One that fails must end the run, which is then restarted, and not go unnoticed.
            Task first = await Task.WhenAny(all).ConfigureAwait(false);
            await (stop.IsCancellationRequested ? Task.WhenAll(all).WaitAsync(EndLimit, time, CancellationToken.None) : first).ConfigureAwait(false);
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or TimeoutException)
        {
            // All of them end this way, or the wait is over.
        }

        async Task TickAsync()
        {
            var memory = MemoryTrim.OfProcess();
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                GatewayCounters now = server.State.Counters;
                counters.Publish(now);
                memory.Tick(now.ActiveClientConnections);
                progress.Alive();
            }
        }
    }
}
