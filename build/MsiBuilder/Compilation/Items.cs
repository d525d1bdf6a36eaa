using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>A row as written; its strings may hold variables that are resolved when it is bound.</summary>
internal sealed record TableRow(string Table, SourceLocation Location, object?[] Cells);

/// <summary>A table that must be there even without rows.</summary>
internal sealed record EmptyTable(string Table);

/// <summary>A cell whose value is a file's bytes.</summary>
internal sealed record FileBytes(string Path);

/// <summary>A cell whose value is a file's text.</summary>
internal sealed record FileText(string Path);

/// <summary>The package itself (<c>Package</c>).</summary>
internal sealed record PackageItem(
    SourceLocation Location, string Name, string Manufacturer, object? Codepage, object? Language, int InstallerVersion,
    int WordCount);

/// <summary><c>SummaryInformation</c>: what replaces WiX's own values.</summary>
internal sealed record SummaryItem(SourceLocation Location, object? Codepage, string? Description, string? Keywords,
    string? Manufacturer);

/// <summary>How a property is to be treated, apart from its value.</summary>
internal sealed record PropertyTraits(string Id, bool Admin, bool Hidden, bool Secure);

/// <summary>A directory; its DefaultDir is made when it is bound.</summary>
internal sealed record DirectoryItem(
    SourceLocation Location, string Id, string? Parent, string? Name, string? ShortName, string? SourceName,
    string? ShortSourceName, string? GuidSeed);

/// <summary>Whose member something is: a component of a feature, a group of a group.</summary>
internal sealed record Membership(SourceLocation Location, string ParentKind, string ParentId, string ChildKind, string ChildId,
    bool IsPrimary = false);

/// <summary>A feature; its parent is found by the linker.</summary>
internal sealed record FeatureItem(
    SourceLocation Location, string Id, string? Title, string? Description, int Display, int Level, string? Directory,
    int Attributes);

/// <summary><c>WixVariable</c>.</summary>
internal sealed record WixVariableItem(SourceLocation Location, string Id, string Value, bool Overridable);

/// <summary><c>Media</c>, or the one that <c>MediaTemplate</c> stands for.</summary>
internal sealed record MediaItem(
    SourceLocation Location, int DiskId, string? Cabinet, bool Embed, string? Compression, string? DiskPrompt,
    string? VolumeLabel, string? Source);

/// <summary>A file; its size, version and hash are read when it is bound.</summary>
internal sealed record FileItem(
    SourceLocation Location, string Id, string Component, string Directory, string Name, string? ShortName, string Source,
    string? Version, string? Language, int? Size, int Attributes, int? DiskId, string? FontTitle, int? SelfRegCost);

/// <summary>What a component's key path is.</summary>
internal enum KeyPathKind
{
    Directory,
    File,
    Registry,
}

/// <summary>A component; its GUID may have to be derived when it is bound.</summary>
internal sealed record ComponentItem(
    SourceLocation Location, string Id, string? Guid, string Directory, int Attributes, string? Condition, string? KeyPath,
    KeyPathKind KeyPathKind);

/// <summary>An action's place in a sequence table.</summary>
internal sealed record ScheduledAction(
    SourceLocation Location, string Table, string Action, string? Condition, string? Before, string? After, int? Sequence,
    bool Overridable)
{
    public string Key => $"{Table}/{Action}";
}

/// <summary>An action that is to be left out of a sequence table.</summary>
internal sealed record SuppressedAction(SourceLocation Location, string Table, string Action)
{
    public string Key => $"{Table}/{Action}";
}
