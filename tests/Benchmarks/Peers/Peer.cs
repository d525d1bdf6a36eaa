namespace OmsGateway.Benchmarks.Peers;

/// <summary>A program to measure, configured to allow the origin alone wherever it can.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="SpeaksConnect">False for a plain TCP relay.</param>
/// <param name="Prepare">Writes its configuration into a directory and returns the command that serves on a port.</param>
internal sealed record Peer(string Name, bool SpeaksConnect, Func<string, int, string[]> Prepare)
{
    /// <summary>The host every gateway is asked for.</summary>
    public const string OriginHost = "localhost";
}
