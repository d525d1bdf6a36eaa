using System.Diagnostics;
using System.Globalization;

namespace OmsGateway.Benchmarks.Backgrounds;

/// <summary>
/// Clients of the load generator (load/background.c) in a process of their own, which come from other addresses than those that are measured.
/// </summary>
internal sealed class BackgroundClients : IBackground
{
    /// <summary>A host that no gateway allows, in a domain that nobody has (RFC 2606, §2).</summary>
    private const string RefusedHost = "refused.test";

    // Less is no longer what the table says.
    private const double LeastShare = 0.9;

    // The others may be closed without a word: OMS Gateway answers a client 16 refused requests at once.
    private const double LeastShareOfAnswers = 0.5;

    // Those whose time is over come back within a second or so, and many end at once where a gateway looks once a second.
    private const double LeastShareOfHalfOpen = 0.75;

    private readonly Process _process;
    private readonly string _name;
    private readonly Func<IReadOnlyDictionary<string, double>, bool> _holds;

    private BackgroundClients(Process process, string name, Func<IReadOnlyDictionary<string, double>, bool> holds) =>
        (_process, _name, _holds) = (process, name, holds);

    /// <summary>One client that is refused so many times a second.</summary>
    public static Task<IBackground> RefusedAsync(string generator, int proxyPort, int origin, int perSecond) =>
        StartAsync(generator, proxyPort, RefusedHost, origin, "refused", perSecond,
            r => r["asked"] >= LeastShare * perSecond * r["seconds"] && r["refused"] >= LeastShareOfAnswers * r["asked"]);

    /// <summary>Clients that fall silent in the middle of their ClientHello, and come again when the gateway has closed them.</summary>
    public static Task<IBackground> HalfOpenAsync(string generator, int proxyPort, int origin, int count) =>
        StartAsync(generator, proxyPort, Peers.Peer.OriginHost, origin, "half-open", count, r => r["mean"] >= LeastShareOfHalfOpen * count);

    /// <summary>Open tunnels that nobody uses.</summary>
    public static Task<IBackground> IdleAsync(string generator, int proxyPort, int origin, int count) =>
        StartAsync(generator, proxyPort, Peers.Peer.OriginHost, origin, "idle", count, r => r["standing"] == count && r["ended"] == 0);

    /// <inheritdoc/>
    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        string line = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        Dictionary<string, double> results = line.Trim().Split(' ').Select(pair => pair.Split('=', 2))
            .Where(pair => pair is [not "reason", _]).ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
        if (_process.ExitCode != 0 || !_holds(results)) throw new InvalidOperationException($"The background of {_name} did not last: {line}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<IBackground> StartAsync(
        string generator, int proxyPort, string host, int port, string kind, int number, Func<IReadOnlyDictionary<string, double>, bool> holds)
    {
        string[] arguments = ["background", $"{proxyPort}", host, $"{port}", kind, $"{number}"];
        var start = new ProcessStartInfo(generator, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var clients = new BackgroundClients(Process.Start(start)!, $"{kind} {number}", holds);
        if (await clients._process.StandardOutput.ReadLineAsync() == "ready") return clients;
        await clients.DisposeAsync();
        throw new InvalidOperationException($"The background of {clients._name} did not come about; see above.");
    }
}
