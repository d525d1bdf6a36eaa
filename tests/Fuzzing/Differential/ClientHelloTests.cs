using System.Net.Security;
using System.Security.Authentication;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Fuzzing.Mutation;
using OmsGateway.Fuzzing.Targets;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Fuzzing.Differential;

/// <summary>The gateway's reading of a ClientHello beside that of .NET's server. Beside OpenSSL's it is in the fuzz target.</summary>
public class ClientHelloTests
{
    private const int Hellos = 2000;

    private static readonly ClientHelloTarget Target = new();

    public static TheoryData<string> Seeds() => new(InputFolder.Seeds.Files(Target).Select(f => Path.GetFileName(f)!));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_client_s_name_is_read(string name)
    {
        byte[] hello = File.ReadAllBytes(InputFolder.Seeds.Files(Target).Single(f => Path.GetFileName(f) == name));
        Assert.Equal(hello, Forward(hello));
        if (OpenSslPeer.IsAvailable) Assert.Equal(ClientHelloTarget.Host, OpenSslPeer.Read(hello).ServerName);
    }

    [Fact]
    public async Task SslStream_reads_the_same_name_or_none()
    {
        var mutator = new Mutator(Target, new Random(1));
        int read = 0;
        for (int i = 0; i < Hellos; i++)
        {
            byte[] forwarded = Forward(mutator.Next(Target.Seeds));
            if (!IsInOneRecord(forwarded) || await ReadByDotNetAsync(forwarded) is not { Length: > 0 } name) continue;
            read++;
            Assert.Equal(ClientHelloTarget.Host, ClientHelloTarget.HostOf(name));
        }

        // Otherwise nothing was compared.
        Assert.InRange(read, Hellos / 20, Hellos);
    }

    private static byte[] Forward(byte[] input)
    {
        using var inspector = new HandshakeInspector(HostName.Parse(ClientHelloTarget.Host), new GatewayConfiguration());
        return inspector.Inspect(TunnelDirection.ClientToServer, input).Forward.ToArray();
    }

    // .NET 10 takes the header of a second record for part of the hello.
    private static bool IsInOneRecord(ReadOnlySpan<byte> bytes) =>
        bytes is [22, _, _, var high, var low, 1, _, var longer, var length, ..] && ((high << 8) | low) >= ((longer << 8) | length) + 4;

    private static async Task<string?> ReadByDotNetAsync(byte[] bytes)
    {
        string? name = null;
        // What the server answers goes into the same stream, behind what it reads.
        using var stream = new MemoryStream();
        stream.Write(bytes);
        stream.Position = 0;
        await using var server = new SslStream(stream);
        try
        {
            await server.AuthenticateAsServerAsync(
                (_, hello, _, _) =>
                {
                    name = hello.ServerName;
                    throw new AuthenticationException();
                },
                null);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            // Only the name is asked for.
        }

        return name;
    }
}
