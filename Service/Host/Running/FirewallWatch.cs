using Microsoft.Extensions.Logging;

namespace OmsGateway.Host.Running;

/// <summary>
/// Warns when the gateway listens on another port than the one its firewall rule is for: the settings file was edited by hand. The
/// service has no right to change the rule.
/// </summary>
internal sealed class FirewallWatch(Func<int?> rulePort, Func<int> listenPort, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private (int Rule, int Listen)? _seen;
    private (int Rule, int Listen)? _warned;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false)) Look();
    }

    /// <summary>Compares the ports.</summary>
    internal void Look()
    {
        int listen = listenPort();
        (int Rule, int Listen)? difference = rulePort() is { } rule && rule != listen ? (rule, listen) : null;
        // A difference seen only once may be a change in progress: the file is written before the rule is moved.
        if (difference is { } lasting && difference == _seen && difference != _warned)
        {
            HostLog.FirewallRuleStayed(logger, lasting.Listen, lasting.Rule);
            _warned = difference;
        }

        _seen = difference;
        if (difference is null) _warned = null;
    }
}
