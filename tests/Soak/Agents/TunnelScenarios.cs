using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Soak.Gateway;
using OmsGateway.Soak.Servers;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak.Agents;

/// <summary>Tunnels that work: what agents do, and the ends that they do not choose.</summary>
internal sealed class TunnelScenarios(Surroundings around, Random random)
{
    private static readonly X509Certificate2 AllowedCertificate = TestCertificate.Create(GatewayFiles.AllowedSubject);

    /// <summary>What agents choose from.</summary>
    public IEnumerable<Scenario> All =>
    [
        In("upload", 20, UploadAsync),
        In("churn", 20, (_, tunnel) => UploadAndFinishAsync(tunnel, 1)),
        In("download", 5, DownloadAsync),
        In("half-close", 3, HalfCloseAsync),
        new("client certificate", 3, c => InAsync(c, around.CertificateTarget.Port, (_, tunnel) => UploadAndFinishAsync(tunnel, 1000), AllowedCertificate),
            TunnelOutcome.Open),
        In("target dies", 4, TargetDiesAsync),
        In("client dies", 4, ClientDiesAsync),
        In("target stalls, client dies", 1, StallAsync),
        In("idle until cut", 1, IdleUntilCutAsync),
    ];

    /// <summary>A tunnel that says little for a long time.</summary>
    public Scenario Idle => In("idle", 0, async (_, tunnel) =>
    {
        for (int beats = random.Next(1, 5); beats > 0 && !around.Rest.IsCancellationRequested; beats--)
        {
            await tunnel.UploadAsync(random.Next(1, 100));
            await around.PauseAsync(random.Next(500, 5000));
        }

        return await FinishAsync(tunnel);
    });

    private Scenario In(string name, int weight, Func<AgentConnection, TargetSession, Task<Verdict>> script) =>
        new(name, weight, connection => InAsync(connection, around.Target.Port, script), TunnelOutcome.Open);

    private static async Task<Verdict> InAsync(
        AgentConnection connection, int port, Func<AgentConnection, TargetSession, Task<Verdict>> script, X509Certificate2? certificate = null)
    {
        TunnelOutcome answer = await connection.ConnectAsync("localhost", port);
        if (answer != TunnelOutcome.Open) return Verdict.Exactly(answer);
        await using TargetSession tunnel = await TargetSession.OpenAsync(connection, certificate: certificate);
        return await script(connection, tunnel);
    }

    private async Task<Verdict> UploadAsync(AgentConnection connection, TargetSession tunnel)
    {
        for (int uploads = random.Next(0, 4); uploads > 0; uploads--) await tunnel.UploadAsync(random.Next(1, 200_000));
        return await UploadAndFinishAsync(tunnel, random.Next(1, 200_000));
    }

    private async Task<Verdict> DownloadAsync(AgentConnection connection, TargetSession tunnel)
    {
        byte[] data = new byte[random.Next(1, 1_000_000)];
        await tunnel.OrderAsync(Order.Download, data.Length);
        await tunnel.ReadAsync(data);
        return await FinishAsync(tunnel);
    }

    private async Task<Verdict> HalfCloseAsync(AgentConnection connection, TargetSession tunnel)
    {
        byte[] data = new byte[random.Next(1, 100_000)];
        await tunnel.OrderAsync(Order.HalfClose, data.Length);
        await tunnel.WriteAsync(data);
        return await FinishAsync(tunnel);
    }

    private async Task<Verdict> TargetDiesAsync(AgentConnection connection, TargetSession tunnel)
    {
        try
        {
            byte[] data = new byte[random.Next(1, 300_000)];
            await tunnel.OrderAsync(Order.Die, data.Length);
            await tunnel.WriteAsync(data);
            await tunnel.ReadAsync(data);
            return Verdict.Roughly();
        }
        catch (IOException)
        {
            return Verdict.Roughly(TunnelOutcome.ServerReset);
        }
    }

    private async Task<Verdict> ClientDiesAsync(AgentConnection connection, TargetSession tunnel)
    {
        await tunnel.OrderAsync(Order.Upload, 100_000);
        await tunnel.WriteAsync(new byte[random.Next(1, 100_000)]);
        Reset(connection);
        return Verdict.Roughly(TunnelOutcome.ClientReset);
    }

    /// <summary>The gateway stands between one who takes nothing and one who is gone.</summary>
    private async Task<Verdict> StallAsync(AgentConnection connection, TargetSession tunnel)
    {
        await tunnel.OrderAsync(Order.Stall, 3);
        Task write = tunnel.WriteAsync(new byte[20_000_000]);
        await Task.WhenAny(write, around.PauseAsync(1000));
        Reset(connection);
        await write.ContinueWith(_ => { }, TaskScheduler.Default);
        // A gateway that stops while it waits for the target has not noticed the reset, which may have come before the stop.
        return Verdict.Roughly(TunnelOutcome.ClientReset, TunnelOutcome.ServerReset, TunnelOutcome.Aborted);
    }

    private async Task<Verdict> IdleUntilCutAsync(AgentConnection connection, TargetSession tunnel)
    {
        await tunnel.UploadAsync(1);
        try
        {
            await connection.ReadToEndAsync(around.Rest);
            return Verdict.Roughly();
        }
        catch (OperationCanceledException)
        {
            return await FinishAsync(tunnel);
        }
        catch (IOException)
        {
            return Verdict.Exactly(TunnelOutcome.IdleTimeout);
        }
    }

    private static async Task<Verdict> UploadAndFinishAsync(TargetSession tunnel, int length)
    {
        await tunnel.UploadAsync(length);
        return await FinishAsync(tunnel);
    }

    private static async Task<Verdict> FinishAsync(TargetSession tunnel)
    {
        await tunnel.FinishAsync();
        return Verdict.Exactly(TunnelOutcome.Completed);
    }

    private static void Reset(AgentConnection connection)
    {
        connection.Socket.LingerState = new LingerOption(true, 0);
        connection.Socket.Dispose();
    }
}
