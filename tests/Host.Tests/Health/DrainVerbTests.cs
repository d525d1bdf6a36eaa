using System.Net;
using System.Net.Security;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Status;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Health;

/// <summary>The verbs drain and resume, without a load balancer and a health port.</summary>
[Trait("Native", "yes")]
public sealed class DrainVerbTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [Fact]
    public async Task Without_a_health_port_new_tunnels_are_refused_at_once_until_resume()
    {
        int port = await _program.AllowAsync(_target.Port);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        await using (SslStream open = await TlsTunnel.OpenAsync(port, _target.Port))
        {
            string drained = await OneOfTwoAsync("drain");
            Assert.StartsWith("Changed: The gateway has been draining since", drained);
            Assert.Contains("1 connection is open and continues.", drained, StringComparison.Ordinal);
            Assert.StartsWith("Unchanged: The gateway has been draining since", await _program.DoAsync("drain"));
            await gateway.WaitForAsync("The gateway drains");
            Assert.StartsWith("HTTP/1.1 503 OMS Gateway accepts no new tunnels", await AskAsync(port));
            ProgramResult waited = await _program.RunAsync("drain", "--wait", "1");
            Assert.Equal((int)ExitCode.StillOpen, waited.ExitCode);
            Assert.StartsWith("After 1 s: ", waited.Errors);

            await open.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
            using var reader = new StreamReader(open);
            Assert.EndsWith("hello", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Assert.EndsWith("No connection is open.", (await _program.DoAsync("drain", "--wait", "120")).TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("Draining since:", await _program.DoAsync("status"), StringComparison.Ordinal);
        await OneOfTwoAsync("resume");
        Assert.StartsWith("Unchanged: ", await _program.DoAsync("resume"));
        Assert.DoesNotContain("Draining", await _program.DoAsync("status"), StringComparison.Ordinal);
        await using SslStream again = await TlsTunnel.OpenAsync(port, _target.Port);
    }

    /// <summary>The service may not delete what an administrator has written, and must not be drained for ever by it.</summary>
    [UnixFact]
    public async Task A_restart_ends_it()
    {
        int port = await _program.AllowAsync(_target.Port);
        using (RunningGateway gateway = _program.Start())
        {
            await gateway.WaitForAsync("[101]");
            await _program.DoAsync("drain");
            gateway.Signal("TERM");
            await gateway.ExitCodeAsync();
        }

        using RunningGateway again = _program.Start();
        await again.WaitForAsync("[101]");
        Assert.StartsWith("Unchanged: The gateway accepts new tunnels.", await _program.DoAsync("resume"));
        Assert.DoesNotContain(again.Lines, line => line.Contains("drains", StringComparison.Ordinal));
        await using SslStream open = await TlsTunnel.OpenAsync(port, _target.Port);
    }

    /// <summary>As a gateway with a HealthPort says it for ten seconds, whose part is played here by a status that stays as it is.</summary>
    [Fact]
    public async Task While_new_tunnels_are_still_given_the_wait_goes_on_and_says_why_it_was_in_vain()
    {
        var store = ConfigurationStore.Open(_program.Directory);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        new GatewayStatus { ProcessId = Environment.ProcessId, Started = now, Written = now.AddHours(1), DrainingSince = now }.Write(store.StatusPath);

        ProgramResult waited = await _program.RunAsync("drain", "--wait", "1");

        Assert.Equal((int)ExitCode.Failure, waited.ExitCode);
        Assert.Contains("No connection is open.", waited.Output, StringComparison.Ordinal);
        Assert.Equal("After 1 s the gateway still accepts new tunnels, so that its load balancer sees /readyz first; wait longer.", waited.Errors.TrimEnd());
    }

    [Theory]
    [InlineData("NotRunning", "drain")]
    [InlineData("NotRunning", "resume")]
    [InlineData("Usage", "drain", "--wait", "0")]
    public async Task What_cannot_be_done_is_said(string code, params string[] arguments)
    {
        ProgramResult result = await _program.RunAsync(arguments);
        Assert.Equal(code, $"{(ExitCode)result.ExitCode}");
        Assert.NotEqual("", result.Errors);
    }

    /// <summary>What the one says that has changed something, of two at once.</summary>
    private async Task<string> OneOfTwoAsync(string verb)
    {
        string[] outputs = await Task.WhenAll(_program.DoAsync(verb), _program.DoAsync(verb));
        Assert.Single(outputs, output => output.StartsWith("Unchanged: ", StringComparison.Ordinal));
        return Assert.Single(outputs, output => output.StartsWith("Changed: ", StringComparison.Ordinal));
    }

    private async Task<string> AskAsync(int port)
    {
        await using var client = await TlsTunnel.DialAsync(new IPEndPoint(IPAddress.Loopback, port));
        return await TlsTunnel.AskAsync(client, "localhost", _target.Port);
    }
}
