using System.Diagnostics;
using System.Text.RegularExpressions;
using OmsGateway.Configuration.Status;
using OmsGateway.Soak.Books;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak.Gateway;

/// <summary>The real program as a process of its own; what it logs goes into the books.</summary>
internal sealed partial class GatewayProcess : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _program;
    private readonly GatewayFiles _files;
    private readonly Ledger _ledger;
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Queue<string> _recent = new();
    private (string Text, TaskCompletionSource Seen)? _awaited;

    private GatewayProcess(string program, GatewayFiles files, Ledger ledger)
    {
        (_program, _files, _ledger) = (program, files, ledger);
        var start = new ProcessStartInfo(program, ["--config-dir", files.Directory, "run"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment[StartupHook.FileVariable] = files.HeapFile;
        _process = Process.Start(start)!;
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    public int Id => _process.Id;

    /// <summary>Errors the gateway logged about single connections.</summary>
    public long TunnelErrors { get; private set; }

    /// <summary>TLS rejections the gateway logged.</summary>
    public long TlsRejections { get; private set; }

    /// <summary>What the gateway logged that must never be.</summary>
    public List<string> Alarms { get; } = [];

    /// <summary>The last lines, for a report of what went wrong.</summary>
    public IReadOnlyList<string> Recent
    {
        get
        {
            lock (_lock) return [.. _recent];
        }
    }

    public static async Task<GatewayProcess> StartAsync(string program, GatewayFiles files, Ledger ledger)
    {
        var gateway = new GatewayProcess(program, files, ledger);
        await gateway.WaitUntilAsync(() => gateway.Status is { ListenEndpoints.Count: > 0 }, "its status file");
        return gateway;
    }

    /// <summary>What the gateway last wrote about itself.</summary>
    public GatewayStatus? Status => GatewayStatus.TryRead(_files.StatusPath);

    /// <summary>Makes a change and waits for the event that answers it.</summary>
    public async Task<bool> ChangeAsync(Func<Task> change, string expectedEvent)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _awaited = (expectedEvent, seen);
        await change();
        bool came = await Task.WhenAny(seen.Task, Task.Delay(Patience.Limit)) == seen.Task;
        lock (_lock) _awaited = null;
        return came;
    }

    /// <summary>Runs a verb of the program on the gateway's configuration.</summary>
    public async Task DoAsync(params string[] arguments)
    {
        ProgramResult result = await ProgramRunner.RunAsync(_program, ["--config-dir", _files.Directory, .. arguments]);
        if (result.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)}: {result}");
    }

    /// <summary>Asks for an orderly stop and waits for it.</summary>
    /// <returns>Null, or what is wrong with how it ended.</returns>
    public async Task<string?> StopAsync()
    {
        ProgramResult kill = await ProgramRunner.RunAsync("kill", ["-TERM", $"{_process.Id}"]);
        if (kill.ExitCode != 0) return $"the gateway could not be told to stop: kill ended with {kill}{Describe()}";
        using var limit = new CancellationTokenSource(Patience.Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            await _reading.WaitAsync(limit.Token);
            return _process.ExitCode == 0 ? null : $"the gateway stopped with exit code {_process.ExitCode}{Describe()}";
        }
        catch (OperationCanceledException)
        {
            return $"the gateway did not stop in time{Describe()}";
        }
    }

    /// <summary>Which signals the process waits for, blocks, ignores and catches (proc(5)), and what it said last.</summary>
    private string Describe()
    {
        string[] signals = [];
        try
        {
            signals = [.. File.ReadLines($"/proc/{_process.Id}/status").Where(line => SignalLine().IsMatch(line))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended.
        }

        return $"\n{string.Join('\n', [.. signals, .. Recent])}";
    }

    public async Task WaitUntilAsync(Func<bool> condition, string what)
    {
        for (long start = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(50))
        {
            if (Stopwatch.GetElapsedTime(start) > Patience.Limit || _process.HasExited)
                throw new InvalidOperationException($"The gateway did not come to {what}:\n{string.Join('\n', Recent)}");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (ClosedRecord.TryParse(line) is { } record) _ledger.Add(record);
            lock (_lock)
            {
                _recent.Enqueue(line);
                if (_recent.Count > 50) _recent.Dequeue();
                Count(line);
                if (_awaited is { } awaited && line.Contains(awaited.Text, StringComparison.Ordinal)) awaited.Seen.TrySetResult();
            }
        }
    }

    private void Count(string line)
    {
        if (TunnelError().IsMatch(line)) TunnelErrors++;
        if (TlsRejection().IsMatch(line)) TlsRejections++;
        if (Alarm().IsMatch(line) && Alarms.Count < 10) Alarms.Add(line);
    }

    [GeneratedRegex("^(Sig|ShdPnd)")]
    private static partial Regex SignalLine();

    [GeneratedRegex(@" ERROR \[\d+\] \[\d+\] ")]
    private static partial Regex TunnelError();

    [GeneratedRegex(@" ERROR \[(106|402)\] | Invalid Client certificate: ")]
    private static partial Regex TlsRejection();

    [GeneratedRegex("events were lost|Unexpected error|Unhandled exception|status file cannot be written|could not be accepted")]
    private static partial Regex Alarm();
}
