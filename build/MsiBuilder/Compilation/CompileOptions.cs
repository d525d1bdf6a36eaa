namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>What a package is compiled from, and how.</summary>
public sealed class CompileOptions
{
    /// <summary>The .wxs files.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The .wxl files.</summary>
    public IReadOnlyList<string> Localizations { get; init; } = [];

    /// <summary>The cultures to use strings of, the first first; empty for all.</summary>
    public IReadOnlyList<string> Cultures { get; init; } = [];

    /// <summary>Preprocessor variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Folders for <c>!(bindpath.name)</c>; those with the name "" are searched for any relative path.</summary>
    public IReadOnlyList<(string Name, string Folder)> BindPaths { get; init; } = [];

    /// <summary>Folders to look for included files in.</summary>
    public IReadOnlyList<string> IncludePaths { get; init; } = [];

    /// <summary>A DLL with the entry points that the toolset's Util and Firewall extensions bring as native code.</summary>
    public string? ExtensionCustomActions { get; init; }

    /// <summary>A folder to keep cabinets in, so that the next build of the same files need not compress them again.</summary>
    public string? CabinetCache { get; init; }

    /// <summary>Whether a package that breaks one of the installer's own rules (ICE) is an error.</summary>
    public bool Validate { get; init; }

    /// <summary>When the package says it was made; fixed by default, so that the same input gives the same bytes.</summary>
    public DateTime Timestamp { get; init; } = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
