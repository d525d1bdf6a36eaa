using OmsGateway.MsiBuilder.Compilation;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>A file that was found and looked into. <see cref="Hash"/> is of files without a version only.</summary>
internal sealed record BoundFile(FileItem Item, string Name, string Path, int Size, string? Version, string? Language,
    int[]? Hash, int Sequence);
