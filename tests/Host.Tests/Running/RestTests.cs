using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Running;

/// <summary>What a gateway holds in memory while nobody uses it.</summary>
[Trait("Native", "yes")]
public sealed class RestTests : IDisposable
{
    private readonly GatewayProgram _program = new();

    public void Dispose() => _program.Dispose();

    [UnixFact]
    public async Task OpenSSL_is_not_loaded_before_anything_needs_it()
    {
        await _program.AllowAsync(443);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");

        Assert.DoesNotContain("libcrypto", await File.ReadAllTextAsync($"/proc/{gateway.Id}/maps"), StringComparison.Ordinal);
    }
}
