namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>The order of siblings in a directory: shorter names first, then by upper-cased code units ([MS-CFB] 2.6.4).</summary>
public sealed class EntryNameComparer : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static EntryNameComparer Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = x.Length.CompareTo(y.Length);
        for (var i = 0; order == 0 && i < x.Length; i++)
            order = char.ToUpperInvariant(x[i]).CompareTo(char.ToUpperInvariant(y[i]));
        return order;
    }
}
