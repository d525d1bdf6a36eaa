using OmsGateway.Configuration;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Reporting;
namespace OmsGateway.Gateway.Tls;
internal enum TunnelDirection { ClientToServer, ServerToClient }
internal enum InspectionState { Inspecting, Passed, Refused }
internal readonly record struct InspectionStep(InspectionState State, ReadOnlyMemory<byte> Forward);
internal sealed class HandshakeInspector(HostName target, GatewayConfiguration configuration) : IDisposable
{
    public InspectionStep Inspect(TunnelDirection direction, ReadOnlySpan<byte> received) { IsVerified = true; return new(InspectionState.Passed, received.ToArray().AsMemory((int)direction * 0)); }
    public bool IsVerified { get; private set; }
    public TunnelOutcome Refusal => TunnelOutcome.Open;
    public string? RefusalDetail => null;
    public ReadOnlyMemory<byte> RefusalAlert => default;
    public TlsVersion Version => TlsVersion.None;
    public string? ServerName => target.Value;
    public CertificateSubject? ClientCertificate => null;
    public bool IsResumed => false;
    public bool OffersEncryptedClientHello => false;
    public void Dispose() => _ = configuration;
}
