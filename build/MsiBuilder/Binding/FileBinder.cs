using System.Buffers.Binary;
using System.Security.Cryptography;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>Reads size, version, language and hash of every file.</summary>
internal sealed class FileBinder(SourceFiles sources, VariableResolver resolver, DiagnosticBag diagnostics)
{
    // A version resource is only looked for in executables, and only if these can be read at once.
    private const long MaxImage = 512 << 20;

    /// <summary>
    /// Files are numbered in the order they were written, disk by disk, for each disk takes up a range of numbers.
    /// </summary>
    public IReadOnlyList<BoundFile> Bind(IEnumerable<FileItem> items)
    {
        var files = new List<BoundFile>();
        foreach (var item in items.OrderBy(i => i.DiskId ?? 0))
        {
            var name = resolver.Resolve(item.Name, item.Location);
            if (sources.Find(item.Source, item.Location) is { } path)
                files.Add(Bind(item, name, path, files.Count + 1));
        }

        // Such a variable may be in any row, of the file's own component or another, so all are known before any row is bound.
        foreach (var file in files)
        {
            resolver.SetBind($"fileVersion.{file.Item.Id}", file.Version ?? "");
            resolver.SetBind($"fileLanguage.{file.Item.Id}", file.Language ?? "");
        }

        return files;
    }

    private BoundFile Bind(FileItem item, string name, string path, int sequence)
    {
        var length = new FileInfo(path).Length;
        if (length > int.MaxValue)
            diagnostics.Error(item.Location, DiagnosticCode.NotSupported, $"The file '{path}' is larger than 2 GB.");
        var (version, language) = IsImage(path) && length <= MaxImage ? PeVersion.Read(File.ReadAllBytes(path)) : (null, null);
        // A default version or a companion makes a file versioned too, and MsiFileHash is for unversioned files only (MsiFileHash table).
        var isVersioned = version is not null || item.Version is not null;
        return new BoundFile(
            // The file's own version goes before DefaultVersion, which is for files without one (UpdateFileFacadesCommand.cs).
            item, name, path, (int)Math.Min(length, int.MaxValue),
            item.Version is null ? version : version ?? resolver.Resolve(item.Version, item.Location),
            language ?? item.Language, isVersioned ? null : Hash(path, length), sequence);
    }

    private static bool IsImage(string path)
    {
        using var file = File.OpenRead(path);
        return file.ReadByte() == 'M' && file.ReadByte() == 'Z';
    }

    /// <summary>
    /// An MD5 as four integers, which is what the installer compares unversioned files by; zero for an empty file.
    /// </summary>
    private static int[] Hash(string path, long length)
    {
        if (length == 0)
            return [0, 0, 0, 0];
        using var file = File.OpenRead(path);
        var hash = MD5.HashData(file);
        return [.. Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadInt32LittleEndian(hash.AsSpan(i * 4)))];
    }
}
