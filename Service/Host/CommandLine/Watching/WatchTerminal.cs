using System.Text;
using OmsGateway.Host.Native;

namespace OmsGateway.Host.CommandLine.Watching;

/// <summary>
/// The terminal's alternate screen without a cursor, by the control sequences that xterm, its kin and the Windows console share (Invisible
/// Island, "XTerm Control Sequences"). What the terminal showed before is there again when this is disposed of.
/// </summary>
internal sealed class WatchTerminal : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l";

    // The keypad's mode as well, which .NET changes to read keys and leaves.
    private const string Leave = "\e[0m\e[?1l\e>\e[?25h\e[?1049l";

    private readonly TextWriter _output;
    private readonly uint? _mode;

    // https://no-color.org: set to anything but an empty text.
    private readonly bool _hasColor = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private WatchTerminal(TextWriter output, uint? mode)
    {
        (_output, _mode) = (output, mode);
        output.Write(Enter);
    }

    /// <summary>Takes the terminal over; null where standard output is none, or one that knows no control sequences.</summary>
    public static WatchTerminal? TryOpen(TextWriter output)
    {
        if (Console.IsOutputRedirected) return null;
        // dumb is the terminal without control sequences (terminfo(5)).
        if (!OperatingSystem.IsWindows()) return Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb" ? null : new WatchTerminal(output, null);
        return ConsoleApi.TryEnableSequences() is { } mode ? new WatchTerminal(output, mode) : null;
    }

    /// <summary>Columns and rows now.</summary>
    public static (int Width, int Height) Size => (Math.Max(1, Console.WindowWidth), Math.Max(1, Console.WindowHeight));

    /// <summary>Fills the screen, at once so that it does not flicker.</summary>
    /// <param name="lines">Lines that are no longer than the screen is wide.</param>
    /// <param name="last">What the screen's last row says.</param>
    /// <param name="height">The screen's rows.</param>
    public void Draw(IReadOnlyList<WatchLine> lines, WatchLine last, int height)
    {
        var screen = new StringBuilder("\e[H");
        int rows = height - 1;
        lines = Fit(lines, rows);
        for (int row = 0; row < rows; row++) Append(screen, row < lines.Count ? lines[row] : default).Append("\r\n");
        _output.Write(Append(screen, last).ToString());
        _output.Flush();
    }

    /// <summary>The lines that fit; the last of them says how many do not, so that they are not missed.</summary>
    internal static IReadOnlyList<WatchLine> Fit(IReadOnlyList<WatchLine> lines, int rows)
    {
        if (lines.Count <= rows || rows <= 0) return [.. lines.Take(rows)];
        int missing = lines.Count - rows + 1;
        return [.. lines.Take(rows - 1), new WatchLine($"... {missing} more lines")];
    }

    public void Dispose()
    {
        _output.Write(Leave);
        _output.Flush();
        if (OperatingSystem.IsWindows() && _mode is { } mode) ConsoleApi.Restore(mode);
    }

    // The row is cleared first: behind text of the whole width that would take its last character.
    private StringBuilder Append(StringBuilder screen, WatchLine line)
    {
        screen.Append("\e[2K");
        if (line.Style == WatchStyle.Plain || !_hasColor) return screen.Append(line.Text);
        return screen.Append("\e[").Append((int)line.Style).Append('m').Append(line.Text).Append("\e[0m");
    }
}
