using System.Globalization;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Host.CommandLine.Watching;

/// <summary>
/// What <c>status --watch</c> shows of a gateway, in ASCII for the sake of old consoles: what is wrong first, since a low screen cuts the end off.
/// It fits 40 columns; what is longer is wrapped.
/// </summary>
internal static class WatchView
{
    private const int LabelWidth = 16;
    private const int FigureWidth = 12;

    /// <summary>How the screen is left, for its last row.</summary>
    public static WatchLine Hint(int width) => new(Cut("q or Ctrl+C ends this.", width));

    /// <summary>The lines.</summary>
    /// <param name="report">The gateway as of now.</param>
    /// <param name="rates">What happened since the status before, or null when there is none.</param>
    /// <param name="setByPolicy">What Group Policy sets, or empty.</param>
    /// <param name="width">Characters of a line at most.</param>
    public static IReadOnlyList<WatchLine> Render(GatewayReport report, StatusRates? rates, string setByPolicy, int width)
    {
        IEnumerable<WatchLine> lines = report is { State: GatewayRunState.Running, Status: { } status }
            ? [.. Head(status, setByPolicy), .. Figures(status, rates), .. WorkingRelays(status)]
            : [new("OMS Gateway", WatchStyle.Heading), default, new(report.Explanation, WatchStyle.Problem), default, new("It is shown as soon as it runs.")];
        return [.. lines.SelectMany(line => Wrap(line, width))];
    }

    private static IEnumerable<WatchLine> Head(GatewayStatus status, string setByPolicy)
    {
        yield return new(string.Create(CultureInfo.InvariantCulture, $"OMS Gateway {status.Version}, process {status.ProcessId}"), WatchStyle.Heading);
        foreach (WatchLine line in Problems(status).Concat(FailedRelays(status)).Concat(Notices(status))) yield return line;
        yield return new($"As of {ClientsCommand.Text(status.Written)}, up {Duration(status.Written - status.Started)}");
        if (status.ListenEndpoints.Count > 0) yield return new($"Listens on {string.Join(", ", status.ListenEndpoints)}");
        if (setByPolicy.Length > 0) yield return new($"Set by policy: {setByPolicy}");
        yield return default;
    }

    private static IEnumerable<WatchLine> Problems(GatewayStatus status)
    {
        if (status.ListenEndpoints.Count == 0) yield return new("Listens nowhere", WatchStyle.Problem);
        if (status.ConfigurationProblem is { } problem) yield return new($"The files on disk are NOT in force: {problem}", WatchStyle.Problem);
    }

    private static IEnumerable<WatchLine> FailedRelays(GatewayStatus status)
    {
        RelayProxyStatus[] down = [.. status.RelayProxies.Where(proxy => proxy.DownSince is not null)];
        if (down.Length > 0 && down.Length == status.RelayProxies.Count) yield return new("NO relay proxy gives tunnels:", WatchStyle.Problem);
        foreach (RelayProxyStatus proxy in down)
            yield return new($"down {proxy.Address} since {ClientsCommand.Text(proxy.DownSince!.Value)}: {proxy.Problem}", WatchStyle.Problem);
    }

    private static IEnumerable<WatchLine> Notices(GatewayStatus status)
    {
        if (status.DrainingSince is { } since)
            yield return new($"Drains since {ClientsCommand.Text(since)}{(status.RefusesNewTunnels ? " and refuses new tunnels" : "")}", WatchStyle.Notice);
        if (status.TunnelLimitReason is { } reason) yield return new($"Fewer tunnels than set, because of {reason}", WatchStyle.Notice);
        if (status.DeniedHosts is [var last, ..])
        {
            yield return new(
                $"Hosts off the list were asked for, last {last.Host} at {ClientsCommand.Text(last.Last)}; '{SystemCommand.Program} hosts denied' shows them",
                WatchStyle.Notice);
        }
    }

    private static IEnumerable<WatchLine> Figures(GatewayStatus status, StatusRates? rates)
    {
        yield return Row("", "per second", "since start", WatchStyle.Heading);
        yield return Row("Connections", Rate(rates?.Connections), Number(StatusRates.ConnectionsOf(status)));
        yield return Row("Sent to hosts", Bytes(rates?.BytesSent), Bytes(status.BytesSent));
        yield return Row("Received", Bytes(rates?.BytesReceived), Bytes(status.BytesReceived));
        yield return Row("Errors", Rate(rates?.Errors), Number(status.Errors), rates?.Errors > 0 ? WatchStyle.Notice : WatchStyle.Plain);
        yield return Row("Rejections", Rate(rates?.Rejections), Number(status.Rejections), rates?.Rejections > 0 ? WatchStyle.Notice : WatchStyle.Plain);
        yield return default;
        yield return Row("", "now", "at most", WatchStyle.Heading);
        yield return Row("Open", Number(status.ActiveClientConnections), Number(status.MaximumTunnels));
        yield return Row("Clients", Number(status.ConnectedClients), "");
    }

    private static IEnumerable<WatchLine> WorkingRelays(GatewayStatus status)
    {
        WatchLine[] up = [.. status.RelayProxies.Where(proxy => proxy.DownSince is null).Select(proxy => new WatchLine($"up   {proxy.Address}"))];
        return up.Length == 0 ? [] : [default, new("Relay proxies:", WatchStyle.Heading), .. up];
    }

    private static WatchLine Row(string label, string first, string second, WatchStyle style = WatchStyle.Plain) =>
        new((label.PadRight(LabelWidth) + first.PadLeft(FigureWidth) + second.PadLeft(FigureWidth)).TrimEnd(), style);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Rate(double? rate) => rate?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";

    internal static string Bytes(double? bytes)
    {
        if (bytes is not { } number) return "-";
        string[] units = ["B", "kB", "MB", "GB", "TB", "PB"];
        int unit = 0;
        // What is rounded to 1000 is one of the next unit.
        for (; number >= 999.5 && unit < units.Length - 1; unit++) number /= 1000;
        return $"{number.ToString(unit > 0 && number < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture)} {units[unit]}";
    }

    private static string Duration(TimeSpan time) => time.ToString(time.Days > 0 ? @"d\ \d\ hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..width];

    /// <summary>Lines of words; a word that is longer than a line is cut into several.</summary>
    private static IEnumerable<WatchLine> Wrap(WatchLine line, int width)
    {
        // The file is the service's to write, and what it says must not move an administrator's cursor.
        string rest = string.Concat((line.Text ?? "").Select(c => char.IsControl(c) ? '?' : c));
        while (rest.Length > width)
        {
            int space = rest.LastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            yield return new(rest[..end].TrimEnd(), line.Style);
            rest = rest[end..].TrimStart();
        }

        yield return new(rest, line.Style);
    }
}
