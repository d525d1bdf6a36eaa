namespace OmsGateway.Host.Logging;

/// <summary>
/// Where lines of the access log end up. Called by one thread at a time; it may be slow, and it may throw, which loses all of a call's lines.
/// </summary>
internal interface ILineSink : IDisposable
{
    /// <summary>Writes lines in order.</summary>
    /// <returns>How many of them were lost.</returns>
    int Write(LogLines lines);
}
