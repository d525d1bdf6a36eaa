using System.Text;
using Microsoft.Extensions.Logging;
using OmsGateway.Host.Logging;

namespace OmsGateway.Host.Tests.Logging;

/// <summary>Lines of an access log for tests.</summary>
internal static class TestLines
{
    /// <summary>Lines as a queue hands them to its sink.</summary>
    public static LogLines Of(params string[] lines)
    {
        var buffer = new LineBuffer(int.MaxValue);
        foreach (string line in lines) buffer.TryAdd(DateTimeOffset.UnixEpoch, LogLevel.Information, Encoding.ASCII.GetBytes(line));
        return buffer.Parts(lines.Length).Single();
    }

    /// <summary>Gives a line to a queue.</summary>
    public static void Add(this LineQueue queue, string line) => queue.Add(DateTimeOffset.UnixEpoch, LogLevel.Information, Encoding.ASCII.GetBytes(line));

    /// <summary>A line as it would be read.</summary>
    public static string Read(this LogLine line) => Encoding.ASCII.GetString(line.Text.Span);
}
