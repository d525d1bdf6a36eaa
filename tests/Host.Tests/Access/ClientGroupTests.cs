using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Access;

/// <summary>What curl, the verbs and the log show of groups of clients.</summary>
public sealed class ClientGroupTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task A_group_is_made_used_and_removed_while_the_gateway_runs()
    {
        int port = await _program.AllowAsync(_target.Port);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        Assert.True(await PassesAsync(port, "127.1.0.1"));

        await _program.DoAsync("groups", "set", "pos", "--clients", "127.1.0.0/16 127.3.0.0/16");
        await gateway.WaitForAsync("groups: 1 added");
        Assert.False(await PassesAsync(port, "127.1.0.1"));
        Assert.True(await PassesAsync(port, "127.2.0.1"));
        await gateway.WaitForAsync("Target host (localhost) is forbidden. It is not on the allow list of group pos; client 127.1.0.1:");

        await _program.DoAsync("hosts", "add", "localhost", "--group", "pos");
        await _program.DoAsync("hosts", "add", "www.contoso.com", "--group", "pos");
        await gateway.WaitForAsync("allowed hosts of group pos:");
        await WaitForPassAsync(port, "127.1.0.1");
        Assert.Equal("pos: 127.1.0.0/16 127.3.0.0/16  (hosts: 2)", (await _program.DoAsync("groups", "list")).Trim());
        Assert.Equal("localhost\nwww.contoso.com", (await _program.DoAsync("hosts", "list", "--group", "POS")).ReplaceLineEndings("\n").Trim());

        await _program.DoAsync("groups", "remove", "pos");
        await gateway.WaitForAsync("groups: 1 removed");
        Assert.True(await PassesAsync(port, "127.1.0.1"));
        Assert.DoesNotContain(Directory.GetFiles(_program.Directory), file => file.Contains("pos", StringComparison.Ordinal));
    }

    // The first change may have been taken over before the second was made.
    private async Task WaitForPassAsync(int port, string from)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!await PassesAsync(port, from)) await Task.Delay(200, limit.Token);
    }

    private async Task<bool> PassesAsync(int port, string from)
    {
        ProgramResult result = await ProgramRunner.RunAsync(
            "curl", ["-sSk", "--interface", from, "--proxy", $"http://127.0.0.1:{port}", "--noproxy", "", $"https://localhost:{_target.Port}/"]);
        Assert.True(result is { ExitCode: 0, Output: "hello" } || result.ToString().Contains("403", StringComparison.Ordinal), result.ToString());
        return result.ExitCode == 0;
    }
}
