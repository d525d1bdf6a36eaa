using System.Globalization;

namespace OmsGateway.Soak;

/// <summary>How long and how hard: <c>[--hours N] [--minutes N] [--seconds N] [--agents N] [--idle N] [--seed N]</c>.</summary>
public sealed record SoakOptions
{
    public const string Usage = "there are --hours, --minutes, --seconds, --agents, --idle and --seed, each with a whole number";

    /// <summary>How long agents are at work, the warm-up included.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Agents that work without a rest.</summary>
    public int Agents { get; init; } = 24;

    /// <summary>Tunnels that are open meanwhile and say little.</summary>
    public int IdleTunnels { get; init; } = 100;

    /// <summary>Start of the random choices; a run with the same seed makes the same ones, in its own timing.</summary>
    public int Seed { get; init; } = Environment.TickCount & 0xFFFFFF;

    /// <summary>
    /// How many times as long the work and the gateway's timeouts are. A busy machine's process would still be warming up when it is measured,
    /// and its agents be cut off for what is none of their doing.
    /// </summary>
    public double Slowdown { get; init; } = 1;

    /// <exception cref="ArgumentException">An option is unknown or has no valid value.</exception>
    public static SoakOptions Parse(string[] arguments)
    {
        var options = new SoakOptions();
        TimeSpan duration = TimeSpan.Zero;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value))
                throw new ArgumentException($"{arguments[i]} needs a whole number; {Usage}");
            switch (arguments[i])
            {
                case "--hours": duration += TimeSpan.FromHours(value); break;
                case "--minutes": duration += TimeSpan.FromMinutes(value); break;
                case "--seconds": duration += TimeSpan.FromSeconds(value); break;
                case "--agents": options = options with { Agents = value }; break;
                case "--idle": options = options with { IdleTunnels = value }; break;
                case "--seed": options = options with { Seed = value }; break;
                default: throw new ArgumentException($"'{arguments[i]}' is not an option; {Usage}");
            }
        }

        return duration > TimeSpan.Zero ? options with { Duration = duration } : options;
    }
}
