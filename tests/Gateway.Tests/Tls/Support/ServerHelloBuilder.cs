namespace OmsGateway.Gateway.Tests.Tls.Support;

/// <summary>Builds a ServerHello, well-formed or not.</summary>
internal sealed class ServerHelloBuilder
{
    private static readonly byte[] RetryRandom =
        Convert.FromHexString("CF21AD74E59A6111BE1D8C021E65B891C2A211167ABB8C5E079E09E2C8A8339C");

    private readonly List<byte[]> _extensions = [];

    public ushort LegacyVersion { get; init; } = 0x0303;

    public bool IsRetryRequest { get; init; }

    public byte[] SessionId { get; init; } = [];

    public byte[] AfterExtensions { get; init; } = [];

    public static byte[] Tls12Record => new ServerHelloBuilder().Record();

    public static byte[] Tls13Record => new ServerHelloBuilder().With(43, 3, 4).Record();

    public static byte[] RetryRecord => new ServerHelloBuilder { IsRetryRequest = true }.With(43, 3, 4).Record();

    public ServerHelloBuilder With(ushort type, params byte[] content)
    {
        _extensions.Add(Join(UInt16(type), Vector(2, content)));
        return this;
    }

    public byte[] Message() => Wire.Message(2, Join(
        UInt16(LegacyVersion),
        IsRetryRequest ? RetryRandom : new byte[32],
        Vector(1, SessionId),
        [0xC0, 0x2F, 0],
        _extensions.Count == 0 ? [] : Vector(2, Join(_extensions.ToArray())),
        AfterExtensions));

    public byte[] Record() => Handshake(Message());
}
