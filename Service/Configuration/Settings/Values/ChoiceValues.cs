namespace OmsGateway.Configuration.Settings.Values;

/// <summary>One of a few words, in any case. The first word for a value is the one that is written.</summary>
internal sealed class ChoiceValues<T>(params (string Word, T Value)[] choices)
    where T : struct
{
    /// <summary>The word that is written for each value.</summary>
    public IReadOnlyList<string> Words { get; } = choices.GroupBy(c => c.Value).Select(g => g.First().Word).ToArray();

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
        return $"it is not one of {string.Join(", ", Words)}{(nearest is null ? "" : $"; did you mean {nearest}?")}";
    }

    public string Write(T value) => choices.First(c => c.Value.Equals(value)).Word;
}
