using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Fuzzing.Differential;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Fuzzing.Mutation;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>A client's first bytes, read by the gateway and by OpenSSL as a server.</summary>
internal sealed class ClientHelloTarget : FuzzTarget
{
    /// <summary>The host that the tunnel is for.</summary>
    public const string Host = "workspace.ods.opinsights.azure.com";

    private static readonly GatewayConfiguration Policy = new();

    public override string Name => "client-hello";

    /// <summary>The host that a server name means; case and a trailing dot make no other one.</summary>
    public static string? HostOf(string? name) => name is not null && HostName.TryParse(name, out HostName? host, out _) ? host!.Value : name;

    public override byte[]? Mutate(byte[] input, Random random) => TlsMutator.Mutate(input, random);

    public override void Try(byte[] input)
    {
        using var inspector = new HandshakeInspector(HostName.Parse(Host), Policy);
        byte[] forwarded = inspector.Inspect(TunnelDirection.ClientToServer, input).Forward.ToArray();
        if (!OpenSslPeer.IsAvailable) return;

        // What goes on to a server must mean to it what it meant to the gateway.
        OpenSslReading reading = OpenSslPeer.Read(forwarded);
        if (reading.HasReadHello)
            Invariant.Same(Host, HostOf(reading.ServerName), "The server names read by the gateway and by OpenSSL");

        // And a hello that a server would take is refused for a reason that is meant, not for a misreading.
        if (inspector.Refusal == TunnelOutcome.Open || Strictness.IsMeant(inspector.RefusalDetail!)) return;
        OpenSslReading whole = OpenSslPeer.Read(input);
        if (whole.IsAccepted && HostOf(whole.ServerName) == Host && !ApprovesHello(input))
            throw new BrokenInvariantException($"OpenSSL takes what the gateway refuses: {inspector.RefusalDetail}");
    }

    // What is refused only behind the hello comes after OpenSSL's answer.
    private static bool ApprovesHello(byte[] input)
    {
        using var inspector = new HandshakeInspector(HostName.Parse(Host), Policy);
        for (int i = 0; i < input.Length && inspector.Refusal == TunnelOutcome.Open; i++)
        {
            inspector.Inspect(TunnelDirection.ClientToServer, input.AsSpan(i, 1));
            if (inspector.ServerName == Host && inspector.Refusal == TunnelOutcome.Open) return true;
        }

        return false;
    }
}
