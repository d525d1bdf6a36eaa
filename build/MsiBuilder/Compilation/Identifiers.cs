using System.Security.Cryptography;
using System.Text;

namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>Identifiers of MSI rows: what they may look like, and those that WiX makes where the author gives none.</summary>
internal static class Identifiers
{
    private static readonly string[] AccessModifiers = ["global ", "library ", "file ", "section "];

    public static bool IsValid(string value) =>
        value.Length > 0 && (char.IsAsciiLetter(value[0]) || value[0] == '_')
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');

    /// <summary>Drops the word that says how far an identifier can be seen; here every one is seen from everywhere.</summary>
    public static string WithoutAccess(string value)
    {
        var access = AccessModifiers.FirstOrDefault(a => value.StartsWith(a, StringComparison.Ordinal));
        return access is null ? value : value[access.Length..].Trim();
    }

    /// <summary>A prefix and the hash of what makes the row what it is, in a form that fits an identifier.</summary>
    public static string Generate(string prefix, params string?[] parts)
    {
        // The toolset's GenerateIdentifier (Common.cs): two signs of Base64 have no place in an identifier.
        var hash = SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts)));
        return prefix + Convert.ToBase64String(hash).TrimEnd('=').Replace('+', '.').Replace('/', '_');
    }

    /// <summary>A file's or service's name with what an identifier cannot have replaced by underscores.</summary>
    public static string FromName(string name)
    {
        var id = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '_'));
        return id.Length > 0 && (char.IsAsciiLetter(id[0]) || id[0] == '_') ? id : "_" + id;
    }
}
