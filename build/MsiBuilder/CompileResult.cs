using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder;

/// <summary>What came of compiling. The database's cabinet is a temporary file that goes when this is disposed.</summary>
public sealed class CompileResult : IDisposable
{
    private readonly IReadOnlyList<string> _temporaryFiles;

    internal CompileResult(
        MsiDatabase? database,
        IReadOnlyList<Diagnostic> diagnostics,
        IReadOnlyDictionary<string, string> externalCabinets,
        IReadOnlyList<string> temporaryFiles)
    {
        Database = database;
        Diagnostics = diagnostics;
        ExternalCabinets = externalCabinets;
        _temporaryFiles = temporaryFiles;
    }

    /// <summary>The package, or null after an error.</summary>
    public MsiDatabase? Database { get; }

    /// <summary>Errors and warnings, in the order they were found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Cabinets that go beside the MSI: their name there, and where they are now.</summary>
    public IReadOnlyDictionary<string, string> ExternalCabinets { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _temporaryFiles)
            File.Delete(file);
    }
}
