using System.Text;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Support;

/// <summary>A gateway, an origin behind it, and what must hold when a request is refused.</summary>
internal sealed record RefusalTrial(Origin Origin, TestGateway Gateway) : IAsyncDisposable
{
    public static async Task<RefusalTrial> StartAsync(
        Func<GatewaySettings, GatewaySettings>? settings = null, TimeProvider? time = null, params string[] hosts)
    {
        Origin origin = Origin.Echo();
        return new RefusalTrial(origin, await TestGateway.StartAsync(origin.Port, settings, time, hosts: hosts));
    }

    public static void AssertRefused(string answer, string status, string error)
    {
        // Most clients show nothing but this line.
        Assert.Matches($"^HTTP/1\\.1 {status} [ -~]*OMS Gateway[ -~]*\r\n", answer);
        Assert.Matches($"\r\nProxy-Status: OMS-Gateway; error={error}; details=\"[^\"\r\n]+\"\r\n", answer);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        string body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.StartsWith("OMS Gateway: ", body);
        Assert.Contains($"\r\nContent-Length: {body.Length}\r\n", answer, StringComparison.Ordinal);
    }

    /// <summary>Sends a request, PORT standing for the origin's, and reads until the gateway closes.</summary>
    /// <param name="request">The request, a character for each byte.</param>
    public async Task<string> AskAsync(string request)
    {
        using GatewayClient client = await Gateway.ConnectAsync();
        await client.SendAsync(request.Replace("PORT", $"{Origin.Port}", StringComparison.Ordinal));
        return await client.ReadAnswerAsync();
    }

    /// <summary>Asks for a tunnel to a host, written in UTF-8, at the origin's port.</summary>
    public Task<string> AskForAsync(string host) =>
        AskAsync(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes($"CONNECT {host}:PORT HTTP/1.1\r\n\r\n")));

    public async Task<LoggedEvent> AssertRefusedAsync(int eventId, LogLevel level, string says)
    {
        LoggedEvent logged = await Gateway.Log.WaitForAsync(e => e.Id == eventId);
        Assert.Equal(level, logged.Level);
        Assert.Contains(says, logged.Message, StringComparison.Ordinal);
        await AssertNotReachedAsync();
        return logged;
    }

    /// <summary>The origin was not connected to.</summary>
    public async Task AssertNotReachedAsync()
    {
        await Gateway.WhenIdleAsync();
        Assert.Equal(0, Origin.Connections);
        Assert.DoesNotContain(Gateway.Log.Events, e => e.Message.Any(char.IsControl));
    }

    /// <summary>Not even a name server was asked.</summary>
    public async Task AssertNothingContactedAsync()
    {
        await AssertNotReachedAsync();
        Assert.Equal(0, Gateway.Names.LookUps);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Origin.DisposeAsync();
    }
}
