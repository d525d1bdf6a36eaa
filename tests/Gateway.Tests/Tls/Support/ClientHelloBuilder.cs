using System.Text;

namespace OmsGateway.Gateway.Tests.Tls.Support;

/// <summary>Builds a ClientHello, well-formed or not.</summary>
internal sealed class ClientHelloBuilder
{
    private readonly List<byte[]> _extensions = [];

    public ushort LegacyVersion { get; init; } = 0x0303;

    public byte[] SessionId { get; init; } = new byte[32];

    public byte[] CipherSuites { get; init; } = [0x13, 0x01, 0xC0, 0x2F];

    public byte[] Compression { get; init; } = [0];

    public byte[] AfterExtensions { get; init; } = [];

    public static ClientHelloBuilder Tls12(string name = Tunnel.Target) => new ClientHelloBuilder().WithName(name);

    public static ClientHelloBuilder Tls13(string name = Tunnel.Target) => Tls12(name).WithVersions(0x0304, 0x0303);

    public static byte[] Name(string name) => Vector(2, Join([0], Vector(2, Encoding.Latin1.GetBytes(name))));

    public ClientHelloBuilder With(ushort type, params byte[] content)
    {
        _extensions.Add(Join(UInt16(type), Vector(2, content)));
        return this;
    }

    public ClientHelloBuilder WithName(string name) => With(0, Name(name));

    public ClientHelloBuilder WithVersions(params ushort[] versions) =>
        With(43, Vector(1, versions.SelectMany(v => UInt16(v)).ToArray()));

    public ClientHelloBuilder WithEarlyData() => With(42);

    public byte[] Body() => Join(
        UInt16(LegacyVersion),
        Enumerable.Repeat((byte)0xAB, 32).ToArray(),
        Vector(1, SessionId),
        Vector(2, CipherSuites),
        Vector(1, Compression),
        _extensions.Count == 0 ? [] : Vector(2, Join(_extensions.ToArray())),
        AfterExtensions);

    public byte[] Message() => Wire.Message(1, Body());

    public byte[] Record(ushort version = 0x0301) => Wire.Record(HandshakeType, Message(), version);
}
