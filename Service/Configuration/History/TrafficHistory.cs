using System.Globalization;
using System.Text;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.History;

/// <summary>
/// The traffic of the last day and the last month, as a gateway keeps it over restarts. The file has a line of ASCII for each span, whose fields
/// are separated by tabs; times are seconds since 1970 (UTC):
/// <code>
/// history  version
/// minutes  start  tunnels  refusals  bytes sent  bytes received  connections  clients  .
/// day      start  tunnels  refusals  bytes sent  bytes received  connections  clients  .
/// </code>
/// The point tells a line that broke off. Each line is true without the others, so that one that is not understood is left out and the rest holds.
/// </summary>
public sealed class TrafficHistory
{
    /// <summary>No file of a gateway's is larger, and of another one no more is read: 176 lines of 143 characters at most, and some room.</summary>
    public const int MaximumBytes = 32 * 1024;

    // Change this number with the format of a line.
    private const string Head = "history\t1";
    private const string MinutesKind = "minutes";
    private const string DayKind = "day";
    private const string EndOfLine = ".";

    // Year 9999, the last one that .NET's dates know.
    private const long LatestTime = 253402300799;

    /// <summary>How often the gateway writes it.</summary>
    public static TimeSpan WriteInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The last 24 hours in spans of ten minutes.</summary>
    // 144 spans and the current one.
    public TrafficSeries Day { get; } = new(TimeSpan.FromMinutes(10), 145);

    /// <summary>The last 31 days (UTC).</summary>
    public TrafficSeries Month { get; } = new(TimeSpan.FromDays(1), 31);

    /// <summary>Adds figures of a moment.</summary>
    public void Add(DateTimeOffset now, TrafficFigures figures)
    {
        Day.Add(now, figures);
        Month.Add(now, figures);
    }

    /// <summary>Replaces the file, and makes its folder where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Write(string path)
    {
        StateFolder.Ensure(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, Encoding.ASCII.GetBytes(ToText()));
    }

    /// <summary>Reads a file; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no history, or of a version that is not known; the message says so as the rest of a sentence.</exception>
    /// <exception cref="IOException">The file cannot be read now, or is no file.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static TrafficHistory? Read(string path) => FileContent.TryRead(AtomicFile.FindBackup(path) ?? path) is { } content ? Parse(content) : null;

    internal static TrafficHistory Parse(byte[] content)
    {
        if (content.Length > MaximumBytes) throw new InvalidDataException($"it is larger than {MaximumBytes} bytes");
        string[] lines = Encoding.ASCII.GetString(content).Split('\n');
        if (lines[0] != Head) throw new InvalidDataException("it is no history of a version that is known");
        var history = new TrafficHistory();
        foreach (string[] fields in lines.Skip(1).Select(line => line.Split('\t')))
        {
            TrafficSeries? series = fields[0] switch { MinutesKind => history.Day, DayKind => history.Month, _ => null };
            if (series is not null && Parse(fields) is { } sample) series.Restore(sample);
        }

        return history;
    }

    // More than any gateway relays, and small enough for the sums not to overflow.
    private const long Largest = 1L << 53;

    private static TrafficSample? Parse(string[] fields)
    {
        if (fields.Length != 9 || fields[8] != EndOfLine) return null;
        long[] numbers = [.. fields.Skip(1).Take(7)
            .Select(field => long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1)];
        if (numbers.Any(number => number is < 0 or > Largest) || numbers[0] > LatestTime) return null;
        return new TrafficSample(DateTimeOffset.FromUnixTimeSeconds(numbers[0]), new TrafficFigures
        {
            Tunnels = numbers[1], Refusals = numbers[2], BytesSent = numbers[3], BytesReceived = numbers[4], Connections = numbers[5], Clients = numbers[6],
        });
    }

    internal string ToText()
    {
        var text = new StringBuilder(Head).Append('\n');
        foreach (TrafficSample sample in Day.Samples) Append(text, MinutesKind, sample);
        foreach (TrafficSample sample in Month.Samples) Append(text, DayKind, sample);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string kind, TrafficSample sample)
    {
        TrafficFigures figures = sample.Figures;
        text.AppendFormat(CultureInfo.InvariantCulture, "{0}\t{1}\t{2}\t{3}\t{4}\t{5}\t{6}\t{7}\t{8}\n", kind, sample.Start.ToUnixTimeSeconds(),
            figures.Tunnels, figures.Refusals, figures.BytesSent, figures.BytesReceived, figures.Connections, figures.Clients, EndOfLine);
    }
}
