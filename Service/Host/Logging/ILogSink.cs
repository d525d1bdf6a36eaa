namespace OmsGateway.Host.Logging;

/// <summary>Where events end up. Called by one thread at a time; it may be slow, and it may throw.</summary>
internal interface ILogSink : IDisposable
{
    /// <summary>Writes events in order; those of one call belong together on their way to the disk or the terminal.</summary>
    void Write(IReadOnlyList<LogEntry> entries);
}
