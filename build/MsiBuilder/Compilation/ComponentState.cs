namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>What a component's children need to know of it, and the key path that emerges from them.</summary>
internal sealed class ComponentState(string? id, string directory, int? diskId, string guid, bool isKeyPath, string seed)
{
    private bool _explicit = isKeyPath;

    public string Id { get; set; } = id ?? "";

    /// <summary>What stands for the component in the ids that are generated for its children.</summary>
    public string Seed => id ?? seed;

    public string Directory => directory;

    /// <summary>What an extension's element in it needs to know.</summary>
    public ElementContext Context => new(Id, Directory, Seed: Seed);

    public int? DiskId => diskId;

    public string Guid => guid;

    public string? KeyPath { get; private set; }

    public KeyPathKind KeyPathKind { get; private set; }

    /// <summary>
    /// The first resource that may be the key path is it, unless the component itself or a later one says so of
    /// itself.
    /// </summary>
    public void Offer(ElementReader e, KeyPathKind kind, string id, bool? isKeyPath)
    {
        if (isKeyPath == true && _explicit)
            e.Conflict($"The component '{Id}' has more than one key path.");
        if (isKeyPath == true || (isKeyPath is null && KeyPath is null && !_explicit))
        {
            _explicit |= isKeyPath == true;
            (KeyPath, KeyPathKind) = (id, kind);
        }
    }
}
