namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>
/// A cell with a file name, of which the short form is generated if the long one is not short already.
/// <paramref name="HashParts"/> are what WiX hashes besides the name, so that the same name differs from place to place.
/// </summary>
internal sealed record NamePair(string Long, string? Short, bool KeepExtension, params string?[] HashParts)
{
    /// <summary>Whether the name is a pattern; WiX holds no pattern for a short name.</summary>
    public bool AllowWildcards { get; init; }
}
