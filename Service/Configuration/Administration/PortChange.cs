using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using OmsGateway.Configuration.Firewall;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Administration;

/// <summary>
/// What a change of the port leads to. The firewall rule lets agents in to the old port until the gateway listens on the new one: a
/// gateway that cannot move stays where it is, and so must its rule. Letting in both meanwhile opens nothing else, since the rule is for
/// the gateway's program only.
/// </summary>
internal sealed class PortChange(ConfigurationStore store, Action<string>? warn)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Says what is in the way of the port of these settings, and takes the firewall rule there.</summary>
    public void Follow(GatewaySettings settings)
    {
        int port = settings.ListenPort;
        if (IsTaken(settings))
        {
            warn?.Invoke($"Another program listens on port {port}. The gateway listens there once that program has ended; "
                + "until then it stays where it listens, or does not start.");
        }

        if (store.FirewallRule is not { } rule) return;
        // A gateway that does not run has no port to keep: its next start listens on the new one or nowhere.
        // A running one needs both ports open until it has moved.
        if (FindEndpoints() is null || (Report(rule.LetIn(port)) && ListensInTime(port))) Report(rule.MoveTo(port));
    }

    private bool ListensInTime(int port)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < store.PortWait; Thread.Sleep(Pause))
        {
            if (FindEndpoints() is not { } endpoints || endpoints.Any(e => IsAt(e, port))) return true;
        }

        warn?.Invoke($"The gateway does not listen on port {port} yet. The firewall rule '{GatewayFirewallRule.Name}' lets agents in to both "
            + "ports; once the gateway has moved, set the port again, which closes the old one.");
        return false;
    }

    private bool IsTaken(GatewaySettings settings)
    {
        // A gateway that does not say where it listens may itself be listening there.
        if (FindEndpoints() is { } endpoints && (endpoints.Count == 0 || endpoints.Any(e => IsAt(e, settings.ListenPort)))) return false;
        try
        {
            return IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(e => e.Port == settings.ListenPort
                && (settings.ListenAddress is not { } own || e.Address.Equals(own) || e.Address.Equals(IPAddress.Any) || e.Address.Equals(IPAddress.IPv6Any)));
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    // Where a running gateway listens, nowhere if it has not said so lately: it may have no right to write its status, or its disk be full.
    // Null where none runs.
    private IReadOnlyList<string>? FindEndpoints()
    {
        if (GatewayStatus.TryRead(store.StatusPath) is { } status && !status.IsStale(DateTimeOffset.UtcNow)) return status.ListenEndpoints;
        return GatewayPresence.For(store).Look().IsRunning ? [] : null;
    }

    private static bool IsAt(string endpoint, int port) =>
        endpoint.EndsWith(":" + port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private bool Report(string? problem)
    {
        if (problem is not null) warn?.Invoke(problem);
        return problem is null;
    }
}
