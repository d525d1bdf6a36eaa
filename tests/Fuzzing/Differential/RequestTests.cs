using System.Text;
using OmsGateway.Fuzzing.Mutation;
using OmsGateway.Fuzzing.Targets;
using OmsGateway.Gateway.Requests;
using OmsGateway.TestSupport;

namespace OmsGateway.Fuzzing.Differential;

/// <summary>
/// What the gateway takes for a request for a host, no other proxy takes for a request for another one. Each proxy hands on
/// what it has understood, and that is compared.
/// </summary>
public class RequestTests
{
    private const int Requests = 300;

    private static readonly RequestTarget Target = new();

    [ToolFact("squid")]
    public async Task Squid_understands_the_same_or_nothing()
    {
        using var relay = new RelayTarget();
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(_ => $"""
            cache_peer 127.0.0.1 parent {relay.Port} 0 no-query no-digest default connect-fail-limit=100000
            never_direct allow all
            http_access allow all
            """);
        await CompareAsync(relay, squid);
    }

    [ToolFact("apache2")]
    public async Task Apache_understands_the_same_or_nothing()
    {
        using var relay = new RelayTarget();
        using ExternalProxy apache = await ExternalProxy.StartApacheAsync(relay.Port);
        await CompareAsync(relay, apache);
    }

    private static async Task CompareAsync(RelayTarget relay, ExternalProxy proxy)
    {
        int understood = 0;
        foreach ((byte[] head, ConnectRequest request) in Accepted())
        {
            if (await relay.SendThroughAsync(proxy.Port, head) is not { } line) continue;
            understood++;
            Assert.True(IsSame(line, request), $"We read {request}, and the proxy made '{line}' of it:\n{Encoding.Latin1.GetString(head)}");
        }

        // Otherwise nothing was compared.
        Assert.InRange(understood, Requests / 4, Requests);
    }

    // Case and a trailing dot make no other host (RFC 9110 §4.2.3, RFC 1034 §3.1), nor does another spelling of an IPv6 address.
    private static bool IsSame(string line, ConnectRequest request)
    {
        string[] words = line.Split(' ');
        if (words is not ["CONNECT", var authority, _]) return false;
        ConnectRequestResult read = ConnectRequestParser.Parse(Encoding.Latin1.GetBytes($"CONNECT {authority} HTTP/1.1\r\n\r\n"));
        return request.Equals(read.Request);
    }

    /// <summary>Requests that the gateway accepts, the seeds and mutations of them.</summary>
    private static IEnumerable<(byte[] Head, ConnectRequest Request)> Accepted()
    {
        var mutator = new Mutator(Target, new Random(1));
        HashSet<string> seen = [];
        for (int i = 0; seen.Count < Requests; i++)
        {
            byte[] input = i < Target.Seeds.Count ? Target.Seeds[i] : mutator.Next(Target.Seeds);
            if (!ConnectRequestReader.TryParse(input, 0, out ConnectRequestResult result) || result.Request is null) continue;
            byte[] head = input[..^result.EarlyData.Length];
            if (seen.Add(Encoding.Latin1.GetString(head))) yield return (head, result.Request);
        }
    }
}
