using System.Net.Sockets;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Reporting;
namespace OmsGateway.Gateway.RelayProxy;
internal sealed class RelayProxyClient(RelayProxySettings settings, Func<CancellationToken, Task<Socket>> dial)
{
    public async Task<RelayProxyResult> ConnectAsync(HostName target, int port, CancellationToken cancel) => new() { Socket = await dial(cancel), Detail = $"{settings}{target}{port}" };
}
internal sealed class RelayProxyResult { public TunnelOutcome Outcome; public Socket? Socket; public ReadOnlyMemory<byte> Leftover; public string? Detail; public int? Status; }
