using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Access;

/// <summary>What curl and the log show of AllowedClients.</summary>
public sealed class AllowedClientsTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task A_client_of_another_network_gets_no_answer()
    {
        int port = await _program.AllowAsync(_target.Port);
        await _program.DoAsync("config", "set", "AllowedClients", "127.1.0.0/16");
        // The gateway listens for IPv4 and IPv6 at once, where a client's IPv4 address comes as an IPv6 one.
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");

        ProgramResult served = await CurlAsync("127.1.0.1", port);
        Assert.True(served is { ExitCode: 0, Output: "hello" }, served.ToString());

        ProgramResult refused = await CurlAsync("127.2.0.1", port);
        // CURLE_GOT_NOTHING or, with a reset, CURLE_RECV_ERROR (libcurl-errors(3)).
        Assert.True(refused.ExitCode is 52 or 56, refused.ToString());
        await gateway.WaitForAsync("Client 127.2.0.1:");
    }

    [UnixFact]
    public async Task A_change_counts_for_the_next_connection_of_a_running_gateway()
    {
        int port = await _program.AllowAsync(_target.Port);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        Assert.Equal("hello", (await CurlAsync("127.2.0.1", port)).Output);

        await _program.DoAsync("config", "set", "AllowedClients", "127.1.0.0/16");
        await gateway.WaitForAsync("AllowedClients (none) -> 127.1.0.0/16");
        Assert.Equal("", (await CurlAsync("127.2.0.1", port)).Output);
        Assert.Equal("hello", (await CurlAsync("127.1.0.1", port)).Output);

        await _program.DoAsync("config", "reset", "AllowedClients");
        await gateway.WaitForAsync("AllowedClients 127.1.0.0/16 -> (none)");
        Assert.Equal("hello", (await CurlAsync("127.2.0.1", port)).Output);
    }

    private Task<ProgramResult> CurlAsync(string from, int port) => ProgramRunner.RunAsync(
        "curl", ["-sSk", "--interface", from, "--proxy", $"http://127.0.0.1:{port}", "--noproxy", "", $"https://localhost:{_target.Port}/"]);
}
