using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using OmsGateway.MsiBuilder.Cabinet;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>
/// Where cabinets are written: a temporary file, or a folder in which those of earlier builds are kept by what is in them.
/// A product in many languages has the same files in each, and compressing them once is enough.
/// </summary>
internal sealed class CabinetStore(string? folder, List<string> temporaryFiles)
{
    /// <summary>The path of a cabinet with these files, written now or before.</summary>
    public string Write(IReadOnlyList<CabinetFile> files, CompressionLevel level)
    {
        if (folder is null)
        {
            var temporary = Path.GetTempFileName();
            temporaryFiles.Add(temporary);
            WriteTo(temporary, files, level);
            return temporary;
        }

        var path = Path.Combine(folder, $"{Key(files, level)}.cab");
        if (File.Exists(path))
            return path;
        Directory.CreateDirectory(folder);
        // Another build may be writing the same one: whichever is moved last replaces its equal.
        var partial = Path.Combine(folder, Path.GetRandomFileName());
        WriteTo(partial, files, level);
        File.Move(partial, path, overwrite: true);
        return path;
    }

    private static void WriteTo(string path, IReadOnlyList<CabinetFile> files, CompressionLevel level)
    {
        using var target = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        CabinetWriter.Write(files, level, target);
    }

    private static string Key(IReadOnlyList<CabinetFile> files, CompressionLevel level)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Another .NET may bring another zlib, as .NET 9 did with zlib-ng, which makes other bytes of the same files.
        hash.AppendData(Encoding.UTF8.GetBytes($"{level} {Environment.Version}\n"));
        foreach (var file in files)
        {
            using var stream = file.Content.Open();
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\n{Convert.ToHexString(SHA256.HashData(stream))}\n"));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
