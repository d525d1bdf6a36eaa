using System.Text.RegularExpressions;
using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Presets;

/// <summary>A host of a preset, in which names in braces stand for what the administrator gives.</summary>
/// <param name="Text">The host.</param>
/// <param name="IsOptional">Whether it is added on request only.</param>
/// <param name="Reason">What the agents need it for.</param>
/// <param name="Source">Where it is documented.</param>
internal sealed record HostTemplate(string Text, bool IsOptional, string Reason, PresetSource Source)
{
    // What is meant as a placeholder, known or not.
    private static readonly Regex Braces = new(@"\{[^{}]*\}");

    /// <summary>The placeholders in it.</summary>
    public IEnumerable<PresetPlaceholder> Placeholders => PresetPlaceholder.All.Where(placeholder => Text.Contains(placeholder.Braced));

    /// <summary>The hosts for every combination of the values; none when a placeholder has no value.</summary>
    /// <exception cref="ConfigurationException">With a value the text is no host any more: it is too long, or has a character that no host has.</exception>
    public IEnumerable<PresetHost> Expand(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        IEnumerable<string> texts = [Text];
        foreach (PresetPlaceholder placeholder in Placeholders)
            texts = texts.SelectMany(t => values[placeholder.Name].Select(v => t.Replace(placeholder.Braced, v)));

        return texts.Select(text => HostPattern.TryParse(text, out HostPattern? host, out string? error)
            ? new PresetHost(host!, IsOptional, Reason, Source)
            : throw new ConfigurationException($"'{Printable.Shorten(text, 260)}', made of '{Text}', is not a host: {error}"));
    }

    /// <summary>The entry with a sample for each placeholder; the error says what is wrong with a text that becomes none.</summary>
    public bool TrySample(out HostPattern? sample, out string? error)
    {
        string text = Placeholders.Aggregate(Text, (text, placeholder) => text.Replace(placeholder.Braced, placeholder.Sample));
        bool isHost = HostPattern.TryParse(text, out sample, out error);
        if (!isHost && Braces.Match(text) is { Success: true, Value: { } unknown })
            error = $"there is no placeholder {unknown}; there are {string.Join(", ", PresetPlaceholder.All.Select(known => known.Braced))}";
        return isHost;
    }
}
