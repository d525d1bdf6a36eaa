using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Access;

/// <summary>
/// A pattern with a prefix, by what curl reaches through it: of the names of the notification service of Azure Arc, and of names that only
/// look like them. A squid between knows where the names are.
/// </summary>
public sealed class NarrowPatternTests : IDisposable
{
    private const string Pattern = "azgn*.servicebus.windows.net";

    private static readonly string[] Meant = ["azgnrelay-weu-l1.servicebus.windows.net", "AZGN1.ServiceBus.Windows.net"];

    private static readonly string[] LookAlikes =
    [
        "azgn.servicebus.windows.net", "contoso.servicebus.windows.net", "xazgn1.servicebus.windows.net", "azgn1.evil.servicebus.windows.net",
        "evil.azgn1.servicebus.windows.net", "azgn1.xservicebus.windows.net", "azgn1.servicebus.windows.net.evil.test", "azgn1-servicebus.windows.net",
    ];

    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [ToolFact("squid")]
    public async Task Its_hosts_pass_and_look_alikes_are_refused()
    {
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(
            _ => "http_access allow all", hosts: [.. Meant.Select(host => host.ToLowerInvariant()), .. LookAlikes]);
        int port = await _program.AllowAsync(_target.Port, Pattern);
        await _program.DoAsync("relay", "set", $"127.0.0.1:{squid.Port}");
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");

        foreach (string host in Meant)
        {
            ProgramResult result = await CurlAsync(port, host);
            Assert.True(result is { ExitCode: 0, Output: "hello" }, result.ToString());
        }

        foreach (string host in LookAlikes)
        {
            // By squid alone each can be reached, so it is the gateway that refuses.
            Assert.Equal("hello", (await CurlAsync(squid.Port, host)).Output);
            ProgramResult result = await CurlAsync(port, host);
            Assert.True(result.ExitCode == 56 && result.Errors.Contains("403", StringComparison.Ordinal), result.ToString());
        }

        Task<ProgramResult> CurlAsync(int proxy, string host) => ProgramRunner.RunAsync(
            "curl", ["-sSk", "--proxy", $"http://127.0.0.1:{proxy}", "--noproxy", "", $"https://{host}:{_target.Port}/"]);
    }
}
