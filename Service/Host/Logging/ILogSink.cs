namespace OmsGateway.Host.Logging;

/// <summary>Where events end up. Called by one thread at a time; it may be slow, and it may throw, which loses all of a call's events.</summary>
internal interface ILogSink : IDisposable
{
    /// <summary>Writes events in order; those of one call belong together on their way to the disk or the terminal.</summary>
    /// <returns>How many of them were lost.</returns>
    int Write(IReadOnlyList<LogEntry> entries);
}
