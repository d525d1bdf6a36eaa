using System.Net.Security;
using OmsGateway.Host.Tests.LoadBalancing;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.RelayProxy;

/// <summary>The real program with the environment's proxy settings, as a service of systemd gets them by Environment=.</summary>
[Trait("Native", "yes")]
public sealed class SystemProxyTests : IDisposable
{
    private const string Password = "s3cr:t";

    private readonly IngestionServer _server = new();
    private readonly GatewayProgram _program = new();

    public void Dispose()
    {
        _server.Dispose();
        _program.Dispose();
    }

    /// <summary>A real squid that wants the variable's user name and password.</summary>
    [ToolFact("squid")]
    public async Task The_environment_s_proxy_is_used_with_its_credentials_and_exceptions()
    {
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(directory =>
        {
            ExternalProxy.WritePasswordFile($"{directory}/users", "gateway", Password);
            return $"""
                auth_param basic program /usr/lib/squid/basic_ncsa_auth {directory}/users
                auth_param basic children 1
                acl user proxy_auth REQUIRED
                acl target port {_server.Port}
                http_access allow target user
                """;
        });
        int port = await _program.AllowAsync(_server.Port);
        await _program.DoAsync("config", "set", "LogLevel", "Debug");
        await _program.DoAsync("config", "set", "RelayProxyMode", "System");
        Assert.Contains("uses the computer's own proxy", await _program.DoAsync("relay", "get"), StringComparison.Ordinal);
        await _program.DoAsync("hosts", "add", "127.0.0.1");
        using RunningGateway gateway = _program.Start(
            "env", "-u", "HTTPS_PROXY", $"https_proxy=http://gateway:{Uri.EscapeDataString(Password)}@127.0.0.1:{squid.Port}", "no_proxy=127.0.0.0/8");
        await gateway.WaitForAsync("[101]");

        await using (SslStream tls = await TlsTunnel.OpenAsync(port, _server.Port))
        {
        }

        await gateway.WaitForAsync($"target localhost:{_server.Port} at 127.0.0.1:{squid.Port}");
        await using (SslStream tls = await TlsTunnel.OpenAsync(new(System.Net.IPAddress.Loopback, port), "127.0.0.1", _server.Port))
        {
        }

        await gateway.WaitForAsync($"target 127.0.0.1:{_server.Port} at 127.0.0.1:{_server.Port}");
        string status = await _program.DoAsync("status");
        Assert.Contains($"Relay proxy:               http://127.0.0.1:{squid.Port}", status, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, status + string.Join('\n', gateway.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(Password), status + string.Join('\n', gateway.Lines), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task One_that_cannot_be_used_keeps_the_gateway_from_starting_and_off_connects_directly()
    {
        int port = await _program.AllowAsync(_server.Port);
        await _program.DoAsync("relay", "set", "127.0.0.1:9");
        await _program.DoAsync("config", "set", "RelayProxyMode", "System");
        Assert.Contains("Not used, since RelayProxyMode is System.", await _program.DoAsync("relay", "get"), StringComparison.Ordinal);
        using RunningGateway gateway = _program.Start("env", "https_proxy=socks5://user:hunter2@127.0.0.1");
        Assert.Equal((int)ExitCode.InvalidConfiguration, await gateway.ExitCodeAsync());
        Assert.DoesNotContain("hunter2", await gateway.WaitForAsync("RelayProxyMode = 'System'"), StringComparison.Ordinal);

        await _program.DoAsync("config", "set", "RelayProxyMode", "Off");
        using RunningGateway direct = _program.Start();
        await direct.WaitForAsync("[101]");
        await using SslStream tls = await TlsTunnel.OpenAsync(port, _server.Port);
    }
}
