namespace OmsGateway.Benchmarks.Backgrounds;

/// <summary>A client whose refusals would all go to a log that takes nothing any more.</summary>
/// <param name="clients">The client that is refused.</param>
/// <param name="server">Accepts what is sent to it, and never reads.</param>
/// <param name="pipe">A pipe that nobody reads and that the program writes its events to; null where it writes none.</param>
internal sealed class StuckLog(IBackground clients, SyslogSink server, string? pipe) : IBackground
{
    // Of the 64 KB that a pipe takes (pipe(7)) a write may leave out as much as it has to write at once (PIPE_BUF).
    private const int FullPipe = (64 - 4) * 1024;

    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task EndAsync()
    {
        await clients.EndAsync();
        if (!server.IsStuck) throw new InvalidOperationException("Nothing waits to be read by the log server, so the log was not stuck.");
        if (pipe is null) return;
        using var stream = new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        int waiting = await Task.Run(() => stream.Read(new byte[FullPipe + 1])).WaitAsync(ReadLimit);
        if (waiting < FullPipe) throw new InvalidOperationException($"Only {waiting} bytes wait in the pipe of the events, so it was not stuck.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => clients.DisposeAsync();
}
