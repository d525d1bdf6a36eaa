using System.Text;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Attacks;

/// <summary>
/// Ways to another server, or to no TLS at all, behind an allowed CONNECT. The tunnel is closed and its target never sees
/// a byte. The inspector's own tests have each shape of each message; these show that the tunnel keeps to them.
/// </summary>
public class TlsTrickTests
{
    private const string Host = "origin.test";
    private const string Evil = "evil.example";

    public static TheoryData<string, byte[]> Hellos => new()
    {
        { "another name (domain fronting by SNI)", ClientHelloBuilder.Tls13(Evil).Record() },
        { "another name behind an encrypted hello", ClientHelloBuilder.Tls13(Evil).With(0xFE0D, new byte[40]).Record() },
        { "another name in records of one byte", Fragmented(ClientHelloBuilder.Tls13(Evil).Message(), 1) },
        { "another name, the record ending before it", Fragmented(ClientHelloBuilder.Tls12(Evil).Message(), 90) },
        { "no name", new ClientHelloBuilder().WithVersions(0x0304).Record() },
        { "an empty name", ClientHelloBuilder.Tls13("").Record() },
        { "two names in one list", new ClientHelloBuilder().With(0, TwoNames(Host, Evil)).Record() },
        { "two lists", ClientHelloBuilder.Tls13(Host).WithName(Evil).Record() },
        { "a name that ends at a NUL", ClientHelloBuilder.Tls13(Host + "\0." + Evil).Record() },
        { "a name with two dots at its end", ClientHelloBuilder.Tls13(Host + "..").Record() },
        { "a subdomain", ClientHelloBuilder.Tls13("a." + Host).Record() },
        { "an address", ClientHelloBuilder.Tls13("127.0.0.1").Record() },
        { "a name in a host_name of another type", new ClientHelloBuilder().With(0, [0, 14, 1, 0, 11, .. Encoding.ASCII.GetBytes(Host)]).Record() },
        { "bytes behind the extensions", new ClientHelloBuilder { AfterExtensions = [0] }.WithName(Host).Record() },
        { "an extension longer than its block", [.. Handshake(Message(1, [.. new ClientHelloBuilder().Body(), 0, 4, 0, 0, 0, 9]))] },
        { "a hello that claims 16 MB", Record(HandshakeType, [1, 0xFF, 0xFF, 0xFF, 3, 3]) },
        { "an empty record in front", [.. Record(HandshakeType, []), .. ClientHelloBuilder.Tls13(Host).Record()] },
        { "another message in front", [.. Handshake(Message(16)), .. ClientHelloBuilder.Tls13(Host).Record()] },
        { "a second hello behind the first", [.. Handshake(ClientHelloBuilder.Tls13(Host).Message(), ClientHelloBuilder.Tls13(Evil).Message())] },
        { "an SSL 2.0 hello", [0x80, 0x2E, 1, 0, 2, 0, 0x15, 0, 0, 0, 0x10, 1, 0, 0x80] },
        { "an SSL 3.0 hello", new ClientHelloBuilder { LegacyVersion = 0x0300 }.WithName(Host).Record() },
        { "unencrypted HTTP", "GET / HTTP/1.1\r\nHost: origin.test\r\n\r\n"u8.ToArray() },
        { "SSH", "SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray() },
        { "a second CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\n\r\n"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Hellos))]
    public async Task Nothing_reaches_the_target(string trick, byte[] hello)
    {
        var received = new TaskCompletionSource<byte[]>();
        await using Origin origin = Origin.Recording(received);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await ConnectAsync(gateway, origin);

        await client.SendAsync(hello);

        byte[] answer = await client.ReadToEndAsync();
        Assert.True(answer is [] or [AlertType, 3, _, 0, 2, 2, _], $"{trick}: {Convert.ToHexString(answer)}");
        Assert.Empty(await received.Task.WaitAsync(client.Limit));
        // The gateway waits a moment for a client that has an alert to read.
        client.Dispose();
        Assert.Equal(1, (await gateway.WhenIdleAsync()).Rejections);
        Assert.Contains(gateway.Log.Events, e => e.Id is EventIds.TlsRejected or EventIds.HandshakeParsing);
        Assert.DoesNotContain(gateway.Log.Events, e => e.Id == EventIds.TlsVerified);
    }

    [Fact]
    public async Task The_name_cannot_change_after_a_retry()
    {
        byte[] first = ClientHelloBuilder.Tls13(Host).Record();
        var received = new TaskCompletionSource<byte[]>();
        await using Origin origin = Origin.Recording(received, async stream =>
        {
            await Origin.ReadRecordAsync(stream);
            await stream.WriteAsync(ServerHelloBuilder.RetryRecord);
        });
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await ConnectAsync(gateway, origin);
        await client.SendAsync(first);
        await client.ReadAsync(ServerHelloBuilder.RetryRecord.Length);

        await client.SendAsync(ClientHelloBuilder.Tls13(Evil).Record());

        await client.ReadToEndAsync();
        Assert.Empty(await received.Task.WaitAsync(client.Limit));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", true)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", false)]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", true)]
    public async Task Nothing_that_is_no_TLS_reaches_the_client(string said, bool speaksFirst)
    {
        await using var origin = new Origin(async stream =>
        {
            if (!speaksFirst) await Origin.ReadRecordAsync(stream);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(said));
            await stream.CopyToAsync(Stream.Null);
        });
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await ConnectAsync(gateway, origin);
        if (!speaksFirst) await client.SendAsync(ClientHelloBuilder.Tls13(Host).Record());
        Assert.DoesNotContain((byte)'H', await client.ReadToEndAsync());
        Assert.DoesNotContain(gateway.Log.Events, e => e.Id == EventIds.TlsVerified);
    }

    private static async Task<GatewayClient> ConnectAsync(TestGateway gateway, Origin origin)
    {
        GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync($"CONNECT {Host}:{origin.Port} HTTP/1.1\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
        return client;
    }

    private static byte[] TwoNames(string first, string second) => Vector(2, Join(
        [0], Vector(2, Encoding.ASCII.GetBytes(first)), [0], Vector(2, Encoding.ASCII.GetBytes(second))));
}
