using System.Security.Cryptography;
using System.Text;
using OmsGateway.MsiBuilder.Compilation;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>The 8.3 names that WiX makes: eight characters of a hash, and the extension where it fits.</summary>
internal static class ShortNames
{
    private const int StemLength = 8;
    private const int ExtensionLength = 4;

    /// <summary>"short|long", or the long name alone if it is short enough.</summary>
    public static string Pair(NamePair name)
    {
        // WiX never takes a name with a wildcard for a short one, and so hashes "*.*" too.
        if (name.Short is null && FileNames.IsShort(name.Long, allowWildcards: false))
            return name.Long;
        var shortName = name.Short ?? Generate(name.Long, name.KeepExtension, name.HashParts);
        return string.Equals(shortName, name.Long, StringComparison.OrdinalIgnoreCase) ? name.Long : $"{shortName}|{name.Long}";
    }

    // The toolset's CreateShortName (CreateWindowsInstallerDataFromIRCommand.cs), lower case included: another name would be another
    // cell, and a file installed under another short name.
    public static string Generate(string longName, bool keepExtension, params string?[] parts)
    {
        var lower = longName.ToLowerInvariant();
        var hash = SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts.Prepend(lower))));
        var stem = Convert.ToBase64String(hash)[..StemLength].Replace('+', '-').Replace('/', '_').ToLowerInvariant();
        var extension = keepExtension ? Path.GetExtension(lower) : "";
        extension = extension.Length > ExtensionLength ? extension[..ExtensionLength] : extension;
        return FileNames.IsShort(stem + extension, allowWildcards: false) ? stem + extension : stem;
    }
}
