namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>
/// A storage object of a compound file ([MS-CFB] 1.3.1): streams and further storages by name. The root is one too.
/// </summary>
public sealed class CompoundStorage
{
    /// <summary>The class of the object that the storage holds; an MSI database and a transform have each their own.</summary>
    public Guid ClassId { get; set; }

    /// <summary>The streams, in the order of the directory.</summary>
    public SortedDictionary<string, StreamContent> Streams { get; } = new(EntryNameComparer.Instance);

    /// <summary>The nested storages, in the order of the directory.</summary>
    public SortedDictionary<string, CompoundStorage> Storages { get; } = new(EntryNameComparer.Instance);
}
