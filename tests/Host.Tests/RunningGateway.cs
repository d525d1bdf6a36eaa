using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests;

/// <summary>A gateway that was started as a process, and what it has printed so far.</summary>
public sealed class RunningGateway : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    public RunningGateway(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    /// <summary>The first line that holds one of the texts, waiting for it if need be.</summary>
    public async Task<string> WaitForAsync(params string[] texts)
    {
        var time = Stopwatch.StartNew();
        while (time.Elapsed < Patience.Limit)
        {
            if (Lines.FirstOrDefault(l => texts.Any(t => l.Contains(t, StringComparison.Ordinal))) is { } line) return line;
            await Task.Delay(20);
        }

        throw new TimeoutException($"'{string.Join("' or '", texts)}' was not printed:\n{string.Join('\n', Lines)}");
    }

    /// <summary>Sends a Unix signal: INT as Ctrl+C does, TERM as a service manager does.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(new CancellationTokenSource(Patience.Limit).Token);
        return _process.ExitCode;
    }

    public static async Task<bool> IsListeningAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_lines)
        {
            if (line.Data is not null) _lines.Add(line.Data);
        }
    }
}
