namespace OmsGateway.Host.CommandLine.Watching;

/// <summary>One line of the screen, as plain text.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Style">How it stands out.</param>
internal readonly record struct WatchLine(string Text, WatchStyle Style = WatchStyle.Plain);

/// <summary>How a line stands out, as the parameter of the sequence SGR (ECMA-48 §8.3.117).</summary>
internal enum WatchStyle
{
    /// <summary>Not at all.</summary>
    Plain = 0,

    /// <summary>A heading, bold.</summary>
    Heading = 1,

    /// <summary>Something that is wrong, red.</summary>
    Problem = 31,

    /// <summary>Something that is not as usual, yellow.</summary>
    Notice = 33,
}
