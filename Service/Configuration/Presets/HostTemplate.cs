using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Presets;

/// <summary>A host of a preset, in which names in braces stand for what the administrator gives.</summary>
internal sealed record HostTemplate(string Text, bool IsWide)
{
    /// <summary>The hosts for every combination of the values; none when a placeholder has no value.</summary>
    public IEnumerable<PresetHost> Expand(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        IEnumerable<string> texts = [Text];
        foreach (string placeholder in values.Keys)
        {
            string braced = "{" + placeholder + "}";
            if (Text.Contains(braced)) texts = texts.SelectMany(t => values[placeholder].Select(v => t.Replace(braced, v)));
        }

        return texts.Select(text => new PresetHost(HostPattern.Parse(text), IsWide));
    }
}
