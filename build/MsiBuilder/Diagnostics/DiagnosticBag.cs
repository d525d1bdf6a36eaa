namespace OmsGateway.MsiBuilder.Diagnostics;

/// <summary>Collects what is wrong, so that one run reports all of it.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    /// <summary>What was reported, in order and each once.</summary>
    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>Whether an error is among it.</summary>
    public bool HasErrors { get; private set; }

    internal void Error(SourceLocation location, DiagnosticCode code, string message) => Add(new(location, true, code, message));

    internal void Warning(SourceLocation location, DiagnosticCode code, string message) =>
        Add(new(location, false, code, message));

    private void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.IsError;
        // Some attributes are read twice, as the id of a file that names its component is.
        if (!_items.Contains(diagnostic))
            _items.Add(diagnostic);
    }
}
