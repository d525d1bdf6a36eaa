using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Faults;

/// <summary>More clients than the process may have open files for; a process of its own, because it would take the tests with it.</summary>
[Trait("Native", "yes")]
[Collection(FaultCollection.Name)]
public sealed class OpenFilesTests : IDisposable
{
    private const int Files = 400;

    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task Too_many_clients_are_refused_and_the_gateway_goes_on()
    {
        int port = await _program.AllowAsync(_target.Port);
        using RunningGateway gateway = _program.Start("/bin/sh", "-c", $"ulimit -n {Files}; exec \"$0\" \"$@\"");
        await gateway.WaitForAsync("[101]");
        int atRest = ProcessHandles.Count(gateway.Id);
        var clients = new List<NetworkStream>();
        int tunnels = 0, refused = 0;
        for (int i = 0; i < Files; i++)
        {
            clients.Add(await TlsTunnel.DialAsync(new IPEndPoint(IPAddress.Loopback, port)));
            if ((await AskAsync(clients[^1])).StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) tunnels++;
            else refused++;
        }

        // Two files for each tunnel, and some left for the runtime and the program.
        Assert.InRange(tunnels, 50, Files / 2);
        Assert.Equal(Files, tunnels + refused);
        Assert.InRange(ProcessHandles.Count(gateway.Id), 2 * tunnels, Files - 20);
        await _program.DoAsync("hosts", "add", "www.contoso.com");
        await gateway.WaitForAsync("allowed hosts: 1 added");

        clients.ForEach(c => c.Dispose());
        // A tunnel closes its files before it gives its place back: when half of all files are closed, many places are free.
        await ProcessHandles.WhenAtMostAsync(atRest + tunnels, gateway.Id);
        await using SslStream tunnel = await TlsTunnel.OpenAsync(port, _target.Port);
        Assert.DoesNotContain(gateway.Lines, l => l.Contains("could not be accepted", StringComparison.Ordinal));
    }

    private async Task<string> AskAsync(NetworkStream client)
    {
        try
        {
            return await TlsTunnel.AskAsync(client, "localhost", _target.Port);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return "";
        }
    }
}
