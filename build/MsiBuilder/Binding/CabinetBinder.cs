using System.IO.Compression;
using OmsGateway.MsiBuilder.Cabinet;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>Writes the cabinets and the Media table.</summary>
internal sealed class CabinetBinder(
    MsiDatabase database, VariableResolver resolver, DiagnosticBag diagnostics, CabinetStore store,
    Dictionary<string, string> externalCabinets)
{
    public void Bind(IReadOnlyList<MediaItem> media, IReadOnlyList<BoundFile> files)
    {
        var table = database.Table(TableSchema.Standard["Media"]);
        // A package that says nothing of media has one cabinet beside it.
        if (media.Count == 0)
            media = [new(default, 1, "cab1.cab", false, null, null, null, null)];
        // A file without a DiskId goes on the first disk: that is the toolset's disk 1 (FileFacade.cs) wherever there is one.
        var first = media.Min(m => m.DiskId);
        var last = 0;
        foreach (var item in media.OrderBy(m => m.DiskId))
        {
            var own = files.Where(f => (f.Item.DiskId ?? first) == item.DiskId).ToList();
            // A disk has the files after the LastSequence of the disk before, up to its own (Media table): without files it repeats that number.
            last = own.Count == 0 ? last : own.Max(f => f.Sequence);
            var cabinet = item.Cabinet is null ? null : resolver.Resolve(item.Cabinet, item.Location);
            if (cabinet is not null && own.Count > 0)
                Write(item, cabinet, own);
            // A # says that the cabinet is a stream of the database and not a file beside it (Media table, Cabinet).
            var name = cabinet is null || own.Count == 0 ? null : item.Embed ? "#" + cabinet : cabinet;
            table.Add(item.DiskId, last, Text(item, item.DiskPrompt), name, Text(item, item.VolumeLabel),
                Text(item, item.Source));
        }

        foreach (var orphan in files.Where(f => media.All(m => m.DiskId != (f.Item.DiskId ?? first))))
            diagnostics.Error(orphan.Item.Location, DiagnosticCode.UnresolvedReference,
                $"The file '{orphan.Item.Id}' is on disk {orphan.Item.DiskId}, for which there is no Media.");
    }

    private void Write(MediaItem item, string cabinet, List<BoundFile> files)
    {
        var path = store.Write([.. files.Select(f => new CabinetFile(f.Item.Id, StreamContent.OfFile(f.Path)))],
            Level(item.Compression));
        if (item.Embed)
            database.Streams.Add(cabinet, StreamContent.OfFile(path));
        else
            externalCabinets.Add(cabinet, path);
    }

    private static CompressionLevel Level(string? word) => word switch
    {
        "none" => CompressionLevel.NoCompression,
        "low" => CompressionLevel.Fastest,
        "high" => CompressionLevel.SmallestSize,
        _ => CompressionLevel.Optimal,
    };

    private string? Text(MediaItem item, string? text) => text is null ? null : resolver.Resolve(text, item.Location);
}
