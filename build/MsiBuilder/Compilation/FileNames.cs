namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>Long and short (8.3) names as the Filename category of MSI columns takes them.</summary>
internal static class FileNames
{
    // Microsoft's page "Filename"; a short name must have none of the second list either.
    private const string Forbidden = "\\/?|><:*\"";
    private const string ForbiddenInShort = " +,;=[]";
    private const int MaxShortBase = 8;
    private const int MaxShortExtension = 3;

    public static bool IsValid(string name, bool allowPath = false, bool allowWildcards = false)
    {
        if (name.Contains("!(", StringComparison.Ordinal))
            return true;
        var parts = allowPath ? name.Split('\\', '/') : [name];
        return parts.All(part => part.Length > 0 && part.Trim('.').Length > 0
            && part.All(c => c >= ' ' && (!Forbidden.Contains(c) || (allowWildcards && c is '*' or '?'))));
    }

    public static bool IsShort(string name, bool allowWildcards)
    {
        var dot = name.LastIndexOf('.');
        var (stem, extension) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        return stem.Length is > 0 and <= MaxShortBase && extension.Length <= MaxShortExtension
            && (dot < 0 || extension.Length > 0)
            && (stem + extension).All(c => c is > ' ' and < '\x7F' && c != '.' && !ForbiddenInShort.Contains(c)
                && (!Forbidden.Contains(c) || (allowWildcards && c is '*' or '?')));
    }
}
