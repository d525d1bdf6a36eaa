using System.Net;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Health;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Health;

/// <summary>A gateway that tells of its health on a loopback port.</summary>
internal sealed record HealthTrial(Origin Origin, TestGateway Gateway, HealthServer Health) : IAsyncDisposable
{
    public IPEndPoint EndPoint => Health.EndPoint!;

    public static async Task<HealthTrial> StartAsync(Func<GatewaySettings, GatewaySettings>? settings = null, TimeProvider? time = null)
    {
        Origin origin = Origin.Echo();
        TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => settings?.Invoke(s with { AllowedPorts = [443, origin.Port] }) ?? s, time);
        var trial = new HealthTrial(
            origin, gateway, new HealthServer(gateway.Server.State, gateway.Log, time ?? TimeProvider.System, UnknownPorts.Instance));
        await trial.ApplyAsync(LoopbackPort.Free());
        return trial;
    }

    public Task ApplyAsync(int port) => Health.ApplyAsync(Gateway.Configuration.Settings with { HealthPort = port });

    public Task<GatewayClient> ConnectAsync() => GatewayClient.ConnectAsync(EndPoint);

    /// <summary>The whole answer to a request; empty when there is none.</summary>
    public async Task<string> AskAsync(string head)
    {
        using GatewayClient client = await ConnectAsync();
        try
        {
            await client.SendAsync(head);
            return await client.ReadAnswerAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>The body of an answer that must have a status.</summary>
    public async Task<string> GetAsync(string path, int status)
    {
        string answer = await AskAsync($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer);
        int body = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        Assert.Contains($"\r\nContent-Length: {answer.Length - body}\r\n", answer, StringComparison.Ordinal);
        return answer[body..];
    }

    public async ValueTask DisposeAsync()
    {
        await Health.DisposeAsync();
        await Gateway.DisposeAsync();
        await Origin.DisposeAsync();
    }
}
