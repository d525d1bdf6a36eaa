using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Host.Logging.Syslog;

/// <summary>
/// Sends the lines of the access log to a syslog server, directly and never through a proxy. What cannot be sent is lost at once, so that the queue
/// before it has room for what can; after a failure there is a pause, which grows.
/// </summary>
/// <param name="destination">The server.</param>
/// <param name="logger">Is told when nothing can be sent, once until something can.</param>
/// <param name="time">The clock.</param>
internal sealed class SyslogSink(SyslogDestination destination, ILogger logger, TimeProvider time) : ILineSink
{
    // For the server's name, the connection and the TLS handshake together.
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(8);

    // For the lines of one call.
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // A connection must last this long to count as working: a server may accept connections only to close them.
    private static readonly TimeSpan Proof = TimeSpan.FromSeconds(10);

    // UDP does not reveal that a name has got another address.
    private static readonly TimeSpan LongestDatagramSocket = TimeSpan.FromMinutes(1);

    // What a call of the operating system takes, and so what its failure may lose: more than a hundred messages, but a datagram holds one.
    private readonly byte[] _messages = new byte[destination.Transport == SyslogTransport.Udp ? SyslogMessage.Room : 64 * 1024];

    private readonly SyslogMessage _message = new(destination.Transport, SyslogMessage.ThisHost());
    private SyslogConnection? _connection;
    private long _failed;
    private TimeSpan _pause;
    private TimeSpan _nextPause = FirstPause;
    private bool _isTold;

    public int Write(LogLines lines) => WriteAsync(lines).GetAwaiter().GetResult();

    public void Dispose()
    {
        _connection?.Finish();
        _connection = null;
    }

    private async Task<int> WriteAsync(LogLines lines)
    {
        if (time.GetElapsedTime(_failed) < _pause) return lines.Count;
        int sent = 0, made = 0, length = 0;
        try
        {
            CloseWhatIsOver();
            _connection ??= await OpenAsync().ConfigureAwait(false);
            using var limit = new CancellationTokenSource(SendLimit, time);
            foreach (LogLine line in lines)
            {
                length += _message.Write(line, _messages.AsSpan(length));
                made++;
                if (made < lines.Count && _messages.Length - length >= SyslogMessage.Room) continue;
                await _connection.SendAsync(_messages.AsMemory(0, length), limit.Token).ConfigureAwait(false);
                (sent, length) = (made, 0);
            }
        }
        catch (OperationCanceledException)
        {
            Fail($"it did not take what was sent within {SendLimit.TotalSeconds:0} seconds");
        }
        catch (Exception e)
        {
            // Mostly of the network or of TLS; after any other the connection is of no more use either.
            Fail(e.Message);
        }

        return lines.Count - sent;
    }

    private async Task<SyslogConnection> OpenAsync()
    {
        using var limit = new CancellationTokenSource(OpenLimit, time);
        try
        {
            return await SyslogConnection.OpenAsync(destination, time, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new IOException($"it did not answer within {OpenLimit.TotalSeconds:0} seconds");
        }
    }

    private void CloseWhatIsOver()
    {
        if (_connection is not { } connection) return;
        TimeSpan age = connection.Age;
        if (age >= Proof) (_isTold, _nextPause) = (false, FirstPause);
        if (connection.IsEnded && age < Proof) throw new IOException("it closed the connection soon after it was opened");
        if (connection.IsEnded || (destination.Transport == SyslogTransport.Udp && age >= LongestDatagramSocket)) Close();
    }

    private void Fail(string reason)
    {
        Close();
        (_failed, _pause) = (time.GetTimestamp(), _nextPause);
        _nextPause = _nextPause * 2 < LongestPause ? _nextPause * 2 : LongestPause;
        if (!_isTold) HostLog.AccessLogNotSent(logger, destination, reason.TrimEnd('.'));
        _isTold = true;
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
