using OmsGateway.Configuration;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Fuzzing.Mutation;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>Both directions of a TLS handshake, under several policies.</summary>
/// <remarks>
/// An input is the number of a policy, then pieces in the order in which they arrive:
/// <code>
/// +--------+  +-----------+--------+-------+  +-----------+--------+-------+
/// | policy |  | direction | length | bytes |  | direction | length | bytes |  ...
/// +--------+  +-----------+--------+-------+  +-----------+--------+-------+
///     1         1 bit, 15 bits together
/// </code>
/// </remarks>
internal sealed class HandshakeTarget : FuzzTarget
{
    private static readonly CertificateSubject Listed = new([new SubjectAttribute("CN", "mycert")]);

    private static readonly GatewayConfiguration[] Policies =
    [
        new(),
        Of(new() { ClientCertificates = ClientCertificateMode.Required }),
        Of(new() { ClientCertificates = ClientCertificateMode.WhenListed }),
        Of(new() { ClientCertificates = ClientCertificateMode.Ignored }),
        Of(new() { RequireServerName = false, MinimumTlsVersion = TlsVersion.Tls12 }),
    ];

    public override string Name => "handshake";

    public override int MaximumLength => 64 * 1024;

    public override byte[]? Mutate(byte[] input, Random random)
    {
        if (input.Length == 0) return null;
        List<(TunnelDirection Direction, byte[] Bytes)> pieces = [.. Split(input)];
        if (pieces.Count == 0) return null;
        int index = random.Next(pieces.Count);
        byte policy = random.Next(20) == 0 ? (byte)random.Next(Policies.Length) : input[0];
        if (random.Next(10) == 0) pieces.RemoveAt(index);
        else if (random.Next(10) == 0) pieces.Insert(random.Next(pieces.Count + 1), pieces[index]);
        else if (TlsMutator.Mutate(pieces[index].Bytes, random) is { } changed) pieces[index] = (pieces[index].Direction, changed);
        return [policy, .. pieces.SelectMany(Write)];
    }

    public override void Try(byte[] input)
    {
        if (input.Length == 0) return;
        GatewayConfiguration policy = Policies[input[0] % Policies.Length];
        (TunnelDirection Direction, byte[] Bytes)[] pieces = [.. Split(input)];
        var whole = new Session(policy);
        foreach ((TunnelDirection direction, byte[] bytes) in pieces) whole.Feed(direction, bytes);
        var random = new Random(input.Length);
        var split = new Session(policy);
        foreach ((TunnelDirection direction, byte[] bytes) in pieces)
        {
            for (int at = 0, length; at < bytes.Length; at += length)
            {
                length = Math.Min(bytes.Length - at, random.Next(1, 40));
                split.Feed(direction, bytes.AsSpan(at, length));
            }
        }

        whole.Check();
        Invariant.Same(whole.Summary(), split.Summary(), "Pieces and smaller pieces");
    }

    private static GatewayConfiguration Of(GatewaySettings settings) => new() { Settings = settings, ClientCertificates = new([Listed], []) };

    private static IEnumerable<(TunnelDirection Direction, byte[] Bytes)> Split(byte[] input)
    {
        for (int at = 1; at + 2 <= input.Length;)
        {
            int length = Math.Min(((input[at] & 0x7F) << 8) | input[at + 1], input.Length - at - 2);
            // A connection never gives an empty piece, which is its end.
            if (length > 0) yield return ((TunnelDirection)(input[at] >> 7), input.AsSpan(at + 2, length).ToArray());
            at += 2 + length;
        }
    }

    private static IEnumerable<byte> Write((TunnelDirection Direction, byte[] Bytes) piece)
    {
        int length = Math.Min(piece.Bytes.Length, 0x7FFF);
        return [(byte)(((int)piece.Direction << 7) | (length >> 8)), (byte)length, .. piece.Bytes.AsSpan(0, length)];
    }

    /// <summary>An inspected session, and what went in and out of it.</summary>
    private sealed class Session(GatewayConfiguration policy)
    {
        private readonly HandshakeInspector _inspector = new(HostName.Parse(ClientHelloTarget.Host), policy);
        private readonly List<byte>[] _sent = [[], []];
        private readonly List<byte>[] _forwarded = [[], []];
        private readonly InspectionState[] _states = new InspectionState[2];

        public void Feed(TunnelDirection direction, ReadOnlySpan<byte> bytes)
        {
            int index = (int)direction;
            _sent[index].AddRange(bytes);
            if (_states[index] == InspectionState.Passed && _inspector.Refusal == TunnelOutcome.Open)
            {
                _forwarded[index].AddRange(bytes);
                return;
            }

            bool wasVerified = _inspector.IsVerified;
            InspectionStep step = _inspector.Inspect(direction, bytes);
            _states[index] = step.State;
            _forwarded[index].AddRange(step.Forward.Span);
            Invariant.Same(step.State == InspectionState.Refused, _inspector.Refusal != TunnelOutcome.Open, "The step's state and the refusal");
            Invariant.Holds(!wasVerified || _inspector.IsVerified, "Verified was taken back");
            Invariant.Holds(step.State != InspectionState.Refused || step.Forward.IsEmpty, "Bytes go on after a refusal");
        }

        public void Check()
        {
            for (int i = 0; i < 2; i++)
            {
                Invariant.Holds(_forwarded[i].Count <= _sent[i].Count, "More went out than in");
                Invariant.Holds(_sent[i].Take(_forwarded[i].Count).SequenceEqual(_forwarded[i]), "Other bytes went out than in");
                Invariant.Holds(_states[i] != InspectionState.Passed || _inspector.Refusal != TunnelOutcome.Open || _forwarded[i].Count == _sent[i].Count,
                    "Bytes are kept");
            }

            if (_inspector.Refusal != TunnelOutcome.Open)
            {
                Invariant.IsMessage(_inspector.RefusalDetail, "The reason");
                Invariant.Holds(_inspector.RefusalAlert.Length is 0 or 7, "The alert is malformed");
            }

            if (_inspector.IsVerified && _forwarded[0].Count > 0)
            {
                Invariant.Holds(_inspector.Version >= policy.Settings.MinimumTlsVersion, "A version below the minimum passed");
                Invariant.Holds(!policy.Settings.RequireServerName || _inspector.ServerName == ClientHelloTarget.Host, "Another name passed");
                if (policy.Settings.ClientCertificates == ClientCertificateMode.Required)
                    Invariant.Same(Listed, _inspector.ClientCertificate, "The certificate required and the one that passed");
            }

            _inspector.Dispose();
        }

        public string Summary() => string.Join('|',
            _inspector.Refusal, _inspector.RefusalDetail, _inspector.IsVerified, _inspector.Version, _inspector.ServerName, _inspector.IsResumed,
            _inspector.OffersEncryptedClientHello, _inspector.ClientCertificate,
            // How much of a refused session has gone on before depends on how it was cut.
            _inspector.Refusal == TunnelOutcome.Open ? $"{_forwarded[0].Count}|{_forwarded[1].Count}" : "");
    }
}
