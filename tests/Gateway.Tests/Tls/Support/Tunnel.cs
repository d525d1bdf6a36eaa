using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tests.Tls.Support;

/// <summary>Feeds an inspector as the relay does and keeps what goes on in each direction.</summary>
internal sealed class Tunnel(GatewayConfiguration? configuration = null, string target = Tunnel.Target) : IDisposable
{
    public const string Target = "workspace.ods.opinsights.azure.com";

    private readonly InspectionState[] _states = new InspectionState[2];
    private readonly List<byte>[] _forwarded = [[], []];

    public HandshakeInspector Inspector { get; } = new(HostName.Parse(target), configuration ?? Policy.Default);

    public byte[] ToServer => _forwarded[0].ToArray();

    public byte[] ToClient => _forwarded[1].ToArray();

    public TunnelOutcome Outcome => Inspector.Refusal;

    public byte? Alert => Inspector.RefusalAlert.IsEmpty ? null : Inspector.RefusalAlert.Span[^1];

    public InspectionState Client(params byte[][] chunks) => Feed(TunnelDirection.ClientToServer, chunks);

    public InspectionState Server(params byte[][] chunks) => Feed(TunnelDirection.ServerToClient, chunks);

    public InspectionState ClientByteByByte(byte[] bytes) => Client(bytes.Select(b => new[] { b }).ToArray());

    /// <summary>The states a run ends in, to compare runs with.</summary>
    public string Summary() => string.Join('|',
        _states[0], _states[1], Outcome, Inspector.RefusalDetail, Inspector.IsVerified, Inspector.Version, Inspector.ServerName,
        Inspector.IsResumed, Inspector.OffersEncryptedClientHello, Inspector.ClientCertificate, Alert);

    public void Dispose() => Inspector.Dispose();

    private InspectionState Feed(TunnelDirection direction, byte[][] chunks)
    {
        int index = (int)direction;
        foreach (byte[] chunk in chunks)
        {
            if (_states[index] == InspectionState.Passed)
            {
                _forwarded[index].AddRange(chunk);
                continue;
            }

            InspectionStep step = Inspector.Inspect(direction, chunk);
            _states[index] = step.State;
            _forwarded[index].AddRange(step.Forward.Span);
            Assert.Equal(step.State == InspectionState.Refused, Outcome != TunnelOutcome.Open);
            if (step.State != InspectionState.Refused) continue;
            Assert.True(step.Forward.IsEmpty);
            Assert.False(string.IsNullOrWhiteSpace(Inspector.RefusalDetail));
            Assert.DoesNotContain(Inspector.RefusalDetail, char.IsControl);
        }

        return _states[index];
    }
}
