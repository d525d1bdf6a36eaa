namespace OmsGateway.MsiBuilder.Diagnostics;

/// <summary>Where in the sources something was written.</summary>
public readonly record struct SourceLocation(string File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{File}({Line})" : File;
}
