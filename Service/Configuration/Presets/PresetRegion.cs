namespace OmsGateway.Configuration.Presets;

/// <summary>A region that a preset knows, with the hosts that only this region has.</summary>
/// <param name="Name">Name as the Azure portal shows it.</param>
/// <param name="Code">The code in the region's host names.</param>
/// <param name="OtherName">Another name that documentation has used, or null.</param>
/// <param name="Hosts">Hosts that only this region has.</param>
internal sealed record PresetRegion(string Name, string Code, string? OtherName, IReadOnlyList<HostTemplate> Hosts)
{
    public bool IsCalled(string text)
    {
        string name = Normalize(text);
        return name == Normalize(Name) || name == Code || (OtherName is not null && name == Normalize(OtherName));
    }

    /// <summary>The name as host names spell it: <c>West Europe</c> is <c>westeurope</c>.</summary>
    public static string Normalize(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToLowerInvariant();
}
