using System.Runtime.InteropServices;

namespace OmsGateway.Clients;

/// <summary>The results as a Markdown table.</summary>
internal static class TrialTable
{
    public static string Create(IEnumerable<TrialResult> results) => string.Join('\n',
    [
        $"On {RuntimeInformation.OSDescription}:",
        "",
        "| client | version | outcome | what its user sees when the host is refused |",
        "| --- | --- | --- | --- |",
        .. results.Select(r => $"| {r.Client.Name} | {r.Version} | {r.Outcome} | {Code(r.Refusal)} |"),
    ]) + "\n";

    private static string Code(string text) => text.Length == 0 ? "" : $"`{text.Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)}`";
}
