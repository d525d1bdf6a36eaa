using System.Net;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Networks;
using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Destinations;

/// <summary>What <c>hosts check</c> answers is what the gateway does.</summary>
public class HostCheckTests
{
    [Theory]
    [InlineData("origin.test", "127.0.0.1", true)]
    [InlineData("ORIGIN.Test.", "127.0.0.1", true)]
    [InlineData("a.wild.test", "127.0.0.1", true)]
    [InlineData("wild.test", "127.0.0.1", false)]
    [InlineData("origin.test.other.test", "127.0.0.1", false)]
    [InlineData("origin.test", "127.0.0.2", false)]
    [InlineData("origin.test", "127.0.0.2 127.0.0.1", true)]
    [InlineData("origin.test", "169.254.169.254", false)]
    [InlineData("origin.test", "::ffff:127.0.0.2", false)]
    [InlineData("localhost", "127.0.0.1", true)]
    [InlineData("db.localhost", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "", true)]
    [InlineData("127.0.0.2", "", false)]
    [InlineData("168.63.129.16", "", false)]
    public async Task The_gateway_agrees(string host, string addresses, bool isAllowed)
    {
        string[] hosts = ["origin.test", "*.wild.test", "localhost", "127.0.0.1", "127.0.0.2", "168.63.129.16"];
        await using var trial = await RefusalTrial.StartAsync(s => s with { AllowedNetworks = [IpNetwork.Parse("127.0.0.1/32")] }, hosts: hosts);
        string[] parsed = addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        trial.Gateway.Names.Set(host.TrimEnd('.').ToLowerInvariant(), parsed);
        using GatewayClient client = await trial.Gateway.ConnectAsync();

        await client.SendAsync($"CONNECT {host}:{trial.Origin.Port} HTTP/1.1\r\n\r\n");
        string answer = await client.ReadHeadAsync();
        HostCheck check = HostChecker.Check(
            trial.Gateway.Configuration, host, trial.Origin.Port, findAddresses: _ => Array.ConvertAll(parsed, IPAddress.Parse));

        Assert.StartsWith(isAllowed ? "HTTP/1.1 200 " : "HTTP/1.1 403 ", answer);
        Assert.True(isAllowed == check.IsAllowed, check.Explanation);
    }
}
