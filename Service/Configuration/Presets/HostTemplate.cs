using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Presets;

/// <summary>A host of a preset, in which names in braces stand for what the administrator gives.</summary>
/// <param name="Text">The host.</param>
/// <param name="IsOptional">Whether it is added on request only.</param>
/// <param name="Reason">What the agents need it for.</param>
/// <param name="Source">Where it is documented.</param>
internal sealed record HostTemplate(string Text, bool IsOptional, string Reason, PresetSource Source)
{
    /// <summary>The placeholders, each with a value of its kind.</summary>
    public static IReadOnlyDictionary<string, string> Samples { get; } = new Dictionary<string, string>
    {
        ["region"] = "westeurope",
        ["code"] = "we",
        ["workspace"] = "00000000-0000-0000-0000-000000000000",
        ["account"] = "00000000-0000-0000-0000-000000000000",
        ["gateway"] = "gateway",
        ["vault"] = "vault",
    };

    /// <summary>The hosts for every combination of the values; none when a placeholder has no value.</summary>
    /// <exception cref="ConfigurationException">With a value the text is no host any more: it is too long, or has a character that no host has.</exception>
    public IEnumerable<PresetHost> Expand(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        IEnumerable<string> texts = [Text];
        foreach (string placeholder in values.Keys)
        {
            string braced = "{" + placeholder + "}";
            if (Text.Contains(braced)) texts = texts.SelectMany(t => values[placeholder].Select(v => t.Replace(braced, v)));
        }

        return texts.Select(text => HostPattern.TryParse(text, out HostPattern? host, out string? error)
            ? new PresetHost(host!, IsOptional, Reason, Source)
            : throw new ConfigurationException($"'{Printable.Shorten(text, 260)}', made of '{Text}', is not a host: {error}"));
    }

    /// <summary>The entry with a sample for each placeholder; the error says what is wrong with a text that becomes none.</summary>
    public bool TrySample(out HostPattern? sample, out string? error) =>
        HostPattern.TryParse(Samples.Aggregate(Text, (text, value) => text.Replace("{" + value.Key + "}", value.Value)), out sample, out error);
}
