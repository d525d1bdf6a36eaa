using System.Globalization;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Media</c> and <c>MediaTemplate</c>.</summary>
internal static class MediaElement
{
    public static void Compile(ElementReader e, Scope scope)
    {
        var isTemplate = e.Name == "MediaTemplate";
        if (!isTemplate && !e.Has("Id"))
            e.Missing("Id");
        var diskId = isTemplate ? 1 : e.Integer("Id", 1, short.MaxValue) ?? 1;
        var cabinet = isTemplate
            ? (e.Text("CabinetTemplate") ?? "cab{0}.cab").Replace("{0}", "1", StringComparison.Ordinal)
            : e.Text("Cabinet");
        var embed = e.YesNo("EmbedCab") ?? false;
        var compression = e.Word("CompressionLevel", "none", "low", "medium", "high", "mszip");
        if (isTemplate)
        {
            // Cabinets are not split here: one holds 2 GB.
            _ = e.Integer("MaximumUncompressedMediaSize", 1, int.MaxValue);
            _ = e.Integer("MaximumCabinetSizeForLargeFileSplitting", 20, 2048);
        }

        scope.Section.Items.Add(new MediaItem(
            e.Location, diskId, cabinet, embed, compression, e.Text("DiskPrompt"), e.Text("VolumeLabel"),
            isTemplate ? null : e.Text("Source")));
        scope.Section.Define(SymbolKind.Media, diskId.ToString(CultureInfo.InvariantCulture), e.Location);
        e.EndLeaf();
    }
}
