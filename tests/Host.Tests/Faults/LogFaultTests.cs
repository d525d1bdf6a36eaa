using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Faults;

/// <summary>A log that takes nothing, or is gone, holds up neither tunnels nor the stop.</summary>
[Collection(FaultCollection.Name)]
public sealed class LogFaultTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public Task A_log_that_takes_nothing() => GoesOnAsync(_ => { });

    [UnixFact]
    public Task A_log_that_fails() => GoesOnAsync(gateway => gateway.StandardOutput.Dispose());

    private async Task GoesOnAsync(Action<Process> breakLog)
    {
        int port = await _program.AllowAsync(_target.Port);
        await _program.DoAsync("config", "set", "LogLevel", "Debug");
        using Process gateway = _program.StartProcess();
        try
        {
            while ((await gateway.StandardOutput.ReadLineAsync())?.Contains("[101]", StringComparison.Ordinal) == false)
            {
            }

            breakLog(gateway);
            // Some 100 bytes and more for each of three events: more than the pipe and the queue take.
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => AskAsync(port, 150))));

            await using (await TlsTunnel.OpenAsync(port, _target.Port))
            {
            }

            using (Process kill = Process.Start("kill", ["-TERM", $"{gateway.Id}"])) await kill.WaitForExitAsync();
            using var limit = new CancellationTokenSource(Patience.Limit);
            await gateway.WaitForExitAsync(limit.Token);
            Assert.Equal(0, gateway.ExitCode);
        }
        finally
        {
            if (!gateway.HasExited) gateway.Kill();
        }
    }

    private static async Task AskAsync(int port, int times)
    {
        for (int i = 0; i < times; i++)
        {
            await using NetworkStream client = await TlsTunnel.DialAsync(new IPEndPoint(IPAddress.Loopback, port));
            Assert.StartsWith("HTTP/1.1 403 ", await TlsTunnel.AskAsync(client, "www.fabrikam.com", 443).WaitAsync(Patience.Limit));
        }
    }
}
