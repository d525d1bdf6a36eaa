using OmsGateway.Soak.Books;
using OmsGateway.Soak.Gateway;
using OmsGateway.Soak.Servers;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak.Agents;

/// <summary>What agents meet: the gateway's conditions and the servers behind it.</summary>
internal sealed class Surroundings(Conditions conditions, Ledger ledger, double slowdown) : IDisposable
{
    private CancellationTokenSource _rest = new();

    public Conditions Conditions => conditions;

    public Ledger Ledger => ledger;

    /// <summary>How long a scenario may take: what takes longer than every timeout of the gateway hangs.</summary>
    public TimeSpan LongestScenario { get; } = TimeSpan.FromSeconds(40) * slowdown;

    public TargetServer Target { get; } = new();

    public TargetServer CertificateTarget { get; } = new(asksForCertificate: true);

    public SilentPort Silent { get; } = new();

    public RelayProxy Relay { get; } = new();

    public int ClosedPort { get; } = LoopbackPort.Free();

    public int[] AllowedPorts => [443, Target.Port, CertificateTarget.Port, Silent.Port, ClosedPort];

    /// <summary>Cancelled when agents are to finish what they are at and begin nothing.</summary>
    public CancellationToken Rest => _rest.Token;

    public void BeginRest() => _rest.Cancel();

    public void EndRest() => _rest = new CancellationTokenSource();

    /// <summary>Waits, but not into a rest.</summary>
    public async Task PauseAsync(int milliseconds) =>
        await Task.Delay(milliseconds, Rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public void Dispose()
    {
        Relay.Dispose();
        Silent.Dispose();
        CertificateTarget.Dispose();
        Target.Dispose();
    }
}
