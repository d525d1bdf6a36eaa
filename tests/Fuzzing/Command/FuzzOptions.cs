using System.Globalization;
using OmsGateway.Fuzzing.Targets;

namespace OmsGateway.Fuzzing.Command;

/// <summary>What the command was asked for.</summary>
internal sealed record FuzzOptions
{
    private const string Usage = """
        usage: ./build.sh fuzz [options] [target ...]
          --seconds N      time for each target; 60 by default
          --seed N         where the random numbers begin; by default another one each time
          --findings DIR   where inputs that broke something are kept; tests/Fuzzing/findings by default
          --corpus DIR     where inputs that reached new code are kept for the next run; artifacts/fuzz by default
          --no-coverage    mutate blindly, at full speed
        targets, all of them by default:
        """;

    public IReadOnlyList<string> Targets { get; private init; } = [];

    public TimeSpan Time { get; private init; } = TimeSpan.FromMinutes(1);

    public int Seed { get; private init; } = Environment.TickCount & 0xFFFF;

    public string Findings { get; private init; } = Path.Combine("tests", "Fuzzing", "findings");

    public string Corpus { get; private init; } = Path.Combine("artifacts", "fuzz");

    public bool UsesCoverage { get; private init; } = true;

    /// <summary>Reads the arguments; null when they make no sense or help was asked for, which is then written.</summary>
    public static FuzzOptions? Parse(string[] arguments, TextWriter errors)
    {
        var options = new FuzzOptions();
        for (int i = 0; i < arguments.Length; i++)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            FuzzOptions? next = arguments[i] switch
            {
                "--no-coverage" => options with { UsesCoverage = false },
                "--seconds" when isNumber && number > 0 => options with { Time = TimeSpan.FromSeconds(number) },
                "--seed" when isNumber => options with { Seed = number },
                "--findings" when value is not null => options with { Findings = value },
                "--corpus" when value is not null => options with { Corpus = value },
                var name when FuzzTargets.All.Any(t => t.Name == name) => options with { Targets = [.. options.Targets, name] },
                _ => null,
            };
            if (next is null)
            {
                errors.WriteLine($"{Usage} " + string.Join(", ", FuzzTargets.All.Select(t => t.Name)));
                return null;
            }

            if (arguments[i] is "--seconds" or "--seed" or "--findings" or "--corpus") i++;
            options = next;
        }

        return options;
    }
}
