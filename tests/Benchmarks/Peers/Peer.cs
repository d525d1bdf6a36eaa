using OmsGateway.Benchmarks.Backgrounds;

namespace OmsGateway.Benchmarks.Peers;

/// <summary>A program to measure, configured to allow the origin alone wherever it can.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="SpeaksConnect">False for a plain TCP relay.</param>
/// <param name="Prepare">Writes its configuration into a directory and returns the command that serves on a port.</param>
internal sealed record Peer(string Name, bool SpeaksConnect, Func<string, int, string[]> Prepare)
{
    /// <summary>The host every gateway is asked for.</summary>
    public const string OriginHost = "localhost";

    /// <summary>The peer that its ratios refer to; null for that of the contest.</summary>
    public string? Reference { get; init; }

    /// <summary>Starts what goes on while it is measured; null for nothing.</summary>
    public Func<PreparedProgram, Task<IBackground>>? Background { get; init; }
}
