using System.Net.Security;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.LoadBalancing;

/// <summary>The ways out of docs/automation/upgrade-gateway.sh, on a real gateway without a HealthPort. Linux has dash or bash as its sh.</summary>
public sealed class UpgradeScriptTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    private int _port;

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task Without_a_health_port_the_program_is_exchanged()
    {
        using InstalledGateway gateway = await StartAsync();
        await gateway.UpgradeAsync();
        await AssertInServiceAsync(InstalledGateway.OtherVersion);
    }

    [UnixTheory]
    [InlineData("INT", "dash")]
    [InlineData("INT", "bash")]
    [InlineData("TERM", "bash")]
    public async Task Interrupted_during_the_drain_the_gateway_takes_tunnels_again(string signal, string shell)
    {
        using InstalledGateway gateway = await StartAsync();
        await using SslStream open = await TlsTunnel.OpenAsync(_port, _target.Port);
        using RunningGateway script = gateway.StartScript(shell, "false");
        await script.WaitForAsync("Changed: The gateway has been draining since");
        await InterruptAsync(script, signal);
        await AssertInServiceAsync(ProductVersion.Text);
        Assert.DoesNotContain("[102]", gateway.Log, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData("INT", "dash")]
    [InlineData("INT", "bash")]
    [InlineData("TERM", "bash")]
    public async Task Interrupted_during_the_exchange_the_program_that_is_there_runs_again(string signal, string shell)
    {
        using InstalledGateway gateway = await StartAsync();
        using RunningGateway script = gateway.StartScript(shell, "sh", "-c", "echo exchanging; exec sleep 600");
        await script.WaitForAsync("exchanging");
        await InterruptAsync(script, signal);
        await AssertInServiceAsync(ProductVersion.Text);
        Assert.Contains("[102]", gateway.Log, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task An_exchange_that_fails_leaves_the_gateway_running()
    {
        using InstalledGateway gateway = await StartAsync();
        ProgramResult failed = await gateway.RunScriptAsync("sh", "-c", "exit 7");
        Assert.True(failed.ExitCode == 1, failed.ToString());
        Assert.Contains("The program may be exchanged in part: the command ended with 7.", failed.Errors, StringComparison.Ordinal);
        await AssertInServiceAsync(ProductVersion.Text);
    }

    private async Task<InstalledGateway> StartAsync()
    {
        _port = await _program.AllowAsync(_target.Port);
        InstalledGateway gateway = new(_program, healthPort: 0);
        await gateway.StartAsync();
        return gateway;
    }

    // To the script and to what it runs, as Ctrl+C does, and a service manager that ends a session.
    private static async Task InterruptAsync(RunningGateway script, string signal)
    {
        ProgramRunner.Output("kill", $"-{signal}", "--", $"-{script.Id}");
        Assert.Equal(130, await script.ExitCodeAsync());
        await script.WaitForAsync("The upgrade ended with 130. Leave the other gateways as they are, and run this again.");
    }

    private async Task AssertInServiceAsync(string version)
    {
        string status = await _program.DoAsync("status");
        Assert.Contains($"OMS Gateway {version} is running", status, StringComparison.Ordinal);
        Assert.DoesNotContain("Draining", status, StringComparison.Ordinal);
        await using SslStream tunnel = await TlsTunnel.OpenAsync(_port, _target.Port);
    }
}
