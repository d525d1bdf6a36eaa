using System.Security.Cryptography;
using System.Text;

namespace OmsGateway.Sbom;

/// <summary>SHA-256 of files, as <c>sha256sum --check</c> reads them.</summary>
internal static class Checksums
{
    /// <returns>The SHA-256 of a file, in lower-case hexadecimal.</returns>
    public static string Of(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Writes a line for each file, by its name alone: the list stands in the same folder.</summary>
    public static void Write(string list, IEnumerable<string> files) =>
        File.WriteAllText(list, string.Concat(files.Select(f => $"{Of(f)}  {Path.GetFileName(f)}\n")), new UTF8Encoding(false));
}
