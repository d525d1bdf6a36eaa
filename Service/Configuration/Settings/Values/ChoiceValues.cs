namespace OmsGateway.Configuration.Settings.Values;

/// <summary>One of a few words, in any case. The first word for a value is the one that is written.</summary>
internal sealed class ChoiceValues<T>(params (string Word, T Value)[] choices)
    where T : struct
{
    public string Words => string.Join(", ", Canonical.Select(c => c.Word));

    private IEnumerable<(string Word, T Value)> Canonical => choices.GroupBy(c => c.Value).Select(g => g.First());

    public string? Read(string text, out T value)
    {
        foreach ((string word, T candidate) in choices)
        {
            if (!word.Equals(text, StringComparison.OrdinalIgnoreCase)) continue;
            value = candidate;
            return null;
        }

        value = default;
        string? nearest = Nearest.Find(text, choices.Select(c => c.Word));
        return $"it is not one of {Words}{(nearest is null ? "" : $"; did you mean {nearest}?")}";
    }

    public string Write(T value) => choices.First(c => c.Value.Equals(value)).Word;
}
