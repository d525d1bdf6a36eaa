using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using OmsGateway.PowerShell.AllowedHosts;
using OmsGateway.PowerShell.Diagnostics;
using OmsGateway.PowerShell.Draining;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

/// <summary>The cmdlets and the real program on the same files: what is refused is found, allowed, and then passes.</summary>
public sealed class RunningGatewayTests : CmdletTrial
{
    // Nobody can register a name under .invalid, so that an allowed request ends at the name's resolution.
    private const string Host = "www.fabrikam.invalid";

    [Fact]
    public async Task What_is_refused_is_found_and_allowed_without_a_restart()
    {
        int port = LoopbackPort.Free();
        Administration.Settings.Set("ListenPort", $"{port}");
        await using Tool gateway = Tool.Start(BuiltProgram.Path, "--config-dir", Directory, "run");
        await gateway.WaitForAsync("[101]");
        var status = (ServiceStatus)Assert.Single(Do(new GetStatusCommand()).Output);
        Assert.True(status.IsRunning, status.Explanation);
        Assert.Contains($"{port}", Assert.Single(status.ListenEndpoints), StringComparison.Ordinal);

        Assert.StartsWith("HTTP/1.1 403", await AskAsync(port), StringComparison.Ordinal);
        string line = (await gateway.WaitForAsync(new Regex(".*is forbidden.*"))).Value;
        DeniedHostSummary logged = Assert.Single(Find(e => e.Events.Add((DateTimeOffset.Now, line))));
        Assert.Equal((Host, "127.0.0.1"), (logged.Host, logged.Client));
        DeniedHostSummary remembered = await WaitForAsync(() => Find().SingleOrDefault());
        Assert.Equal((Host, 1, "127.0.0.1"), (remembered.Host, remembered.Count, remembered.Client));

        Do(new AddAllowedHostCommand { Host = [remembered.Host] }, null, "Force");
        await gateway.WaitForAsync("is in force");
        Assert.StartsWith("HTTP/1.1 502", await AskAsync(port), StringComparison.Ordinal);
        Assert.Empty(Find());
    }

    [Fact]
    public async Task It_is_suspended_and_resumed()
    {
        int port = LoopbackPort.Free();
        Administration.Settings.Set("ListenPort", $"{port}");
        await using Tool gateway = Tool.Start(BuiltProgram.Path, "--config-dir", Directory, "run");
        await gateway.WaitForAsync("[101]");
        var suspended = (ServiceStatus)Assert.Single(Do(new SuspendServiceCommand { PassThru = true, WaitSeconds = 120 }, null, "Force", "PassThru").Output);
        Assert.NotNull(suspended.DrainingSince);
        Assert.Empty(Do(new SuspendServiceCommand(), null, "Force", "PassThru").Output);
        Assert.StartsWith("HTTP/1.1 503", await AskAsync(port), StringComparison.Ordinal);
        var resumed = (ServiceStatus)Assert.Single(Do(new ResumeServiceCommand { PassThru = true }, null, "Force", "PassThru").Output);
        Assert.Null(resumed.DrainingSince);
        Assert.Empty(Do(new ResumeServiceCommand(), null, "Force", "PassThru").Output);
        Assert.StartsWith("HTTP/1.1 403", await AskAsync(port), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_gateway_there_is_nothing_to_suspend() =>
        Assert.Equal("NotFound", Assert.Single(Run(new SuspendServiceCommand(), null, "Force").Errors).Id);

    private DeniedHostSummary[] Find(Action<FakeEngine>? arrange = null) =>
        [.. Do(new FindDeniedHostCommand(), arrange).Output.Cast<DeniedHostSummary>()];

    private static async Task<string> AskAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {Host}:443 HTTP/1.1\r\nHost: {Host}:443\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync().WaitAsync(Patience.Limit);
    }

    // The service writes its status every five seconds.
    private static async Task<T> WaitForAsync<T>(Func<T?> find) where T : class
    {
        for (var time = Stopwatch.StartNew(); time.Elapsed < Patience.Limit; await Task.Delay(100))
        {
            if (find() is { } found) return found;
        }

        throw new TimeoutException("It did not come.");
    }
}
