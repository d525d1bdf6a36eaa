using System.Security.Cryptography.X509Certificates;

namespace OmsGateway.Gateway.Tests.Tls.Support;

/// <summary>The messages of a TLS 1.2 handshake, for sessions written by hand.</summary>
internal static class LegacyHandshake
{
    public static readonly byte[] CertificateRequest = Message(13, 1, 1, 0, 0, 0, 0);
    public static readonly byte[] ServerHelloDone = Message(14);
    public static readonly byte[] KeyExchange = Message(16, 2, 9, 9);
    public static readonly byte[] Verify = Message(15, 4, 3, 0, 1, 7);
    public static readonly byte[] NoCertificate = Message(11, 0, 0, 0);
    public static readonly byte[] Ticket = Message(4, 0, 0, 1, 0, 0, 1, 5);

    public static byte[] Certificate(params X509Certificate2[] chain) =>
        Message(11, Vector(3, Join(chain.Select(c => Vector(3, c.RawData)).ToArray())));

    public static byte[] ServerFlight(bool asksForCertificate) => Join(
        Handshake(new ServerHelloBuilder().Message(), Message(11, Vector(3, Vector(3, new byte[700])))),
        Handshake(Message(12, new byte[300]), asksForCertificate ? CertificateRequest : [], ServerHelloDone));

    /// <summary>The client's flight in records of their own, up to ChangeCipherSpec.</summary>
    public static byte[] ClientFlight(params byte[][] messages) => Join(messages.Select(m => Handshake(m)).Append(ChangeCipherSpec).ToArray());
}
