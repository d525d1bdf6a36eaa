using System.Globalization;
using System.Text;
using OmsGateway.Soak.Books;
using OmsGateway.Soak.Gateway;
using OmsGateway.Soak.Measuring;

namespace OmsGateway.Soak;

/// <summary>What a run showed.</summary>
/// <param name="Text">For people: books, disruptions, measurements.</param>
/// <param name="Failures">What was not as it must be; empty when all was well.</param>
public sealed record SoakReport(string Text, IReadOnlyList<string> Failures)
{
    internal static SoakReport Create(
        SoakOptions options, Ledger ledger, GatewayProcess gateway, Disruptions disruptions, IReadOnlyList<Flatness> measured, IReadOnlyList<Sample> rests,
        IEnumerable<string> failures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"Soak of {options.Duration} with {options.Agents} agents, {options.IdleTunnels} idle tunnels, seed {options.Seed}\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"{ledger.Opened} connections opened, {ledger.Records} records, {ledger.LostInMoves} lost with the backlog of a port, {ledger.Bytes} bytes\n");
        foreach ((var outcome, long count) in ledger.Outcomes) text.Append(CultureInfo.InvariantCulture, $"  {count,9} {outcome}\n");
        text.Append("\nMeanwhile:\n");
        foreach ((string what, int count) in disruptions.Counts) text.Append(CultureInfo.InvariantCulture, $"  {count,9} × {what}\n");
        text.Append(
            CultureInfo.InvariantCulture, $"\n{"",-12} {"2nd third",10} {"3rd third",10} {"may grow",10} {"1st rest",10} {"last rest",10} {"may grow",10}\n");
        foreach (Flatness flatness in measured) text.Append(CultureInfo.InvariantCulture, $"{flatness}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nAt rest: MB of memory {string.Join(' ', rests.Select(r => $"{r.Memory / 1e6:0.0}"))}; MB of heap "
            + $"{string.Join(' ', rests.Select(r => $"{r.Heap / 1e6:0.00}"))}\n");
        string[] all = [.. failures, .. ledger.Differences, .. gateway.Alarms.Select(a => $"the gateway logged: {a}"),
            .. measured.Where(f => !f.IsFlat).Select(f => $"not flat: {f}")];
        return new SoakReport(text.ToString(), all);
    }
}
