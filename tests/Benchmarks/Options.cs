using System.Globalization;

namespace OmsGateway.Benchmarks;

/// <summary>
/// What to measure: <c>[--rounds N] [--seconds N] [--contests a,b] [--peers a,b] [--modes a,b] [--write FILE] [--check FILE] [--tolerance PERCENT]</c>,
/// or <c>--against REVISION [--rounds N] [--seconds N] [--modes a,b] [--tolerance PERCENT]</c>.
/// </summary>
internal sealed record Options
{
    public int Rounds { get; private init; } = 3;

    public int Seconds { get; private init; } = 5;

    public IReadOnlyList<string> Contests { get; private init; } = [];

    public IReadOnlyList<string> Peers { get; private init; } = [];

    public IReadOnlyList<string> Modes { get; private init; } = [];

    /// <summary>Markdown file whose part between the result marks is replaced.</summary>
    public string? Output { get; private init; }

    /// <summary>Markdown file with an earlier report, whose ratios this run's may not fall behind.</summary>
    public string? Earlier { get; private init; }

    /// <summary>The commit whose program this one is compared with, and nothing else.</summary>
    public string? Against { get; private init; }

    /// <summary>By how many percent a ratio may be worse than in <see cref="Earlier"/>, or than with <see cref="Against"/>.</summary>
    public int Tolerance { get; private init; } = 20;

    /// <exception cref="ArgumentException">An option is unknown or has no valid value.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length) throw new ArgumentException($"{arguments[i]} needs a value");
            string value = arguments[i + 1];
            options = arguments[i] switch
            {
                "--rounds" => options with { Rounds = Number(value) },
                "--seconds" => options with { Seconds = Number(value) },
                "--contests" => options with { Contests = value.Split(',') },
                "--peers" => options with { Peers = value.Split(',') },
                "--modes" => options with { Modes = value.Split(',') },
                "--write" => options with { Output = value },
                "--check" => options with { Earlier = value },
                "--against" => options with { Against = value },
                "--tolerance" => options with { Tolerance = Number(value) },
                _ => throw new ArgumentException(
                    $"'{arguments[i]}' is not an option; there are --rounds, --seconds, --contests, --peers, --modes, --write, --check, "
                    + "--against and --tolerance"),
            };
        }

        return options is { Against: null } or { Contests.Count: 0, Peers.Count: 0, Output: null, Earlier: null }
            ? options
            : throw new ArgumentException("--against compares two programs by themselves, without --contests, --peers, --write and --check");
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new ArgumentException($"'{text}' is not a number above 0");
}
