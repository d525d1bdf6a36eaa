namespace OmsGateway.TestSupport;

/// <summary>A folder of the test's own, gone when disposed of.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("omsgateway-test-");

    /// <summary>The folder's path.</summary>
    public string Root => _folder.FullName;

    /// <summary>The path of a file in the folder.</summary>
    public string this[string file] => Path.Combine(_folder.FullName, file);

    /// <summary>Writes a file, and makes the folders it names, and returns its path.</summary>
    public string Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], text);
        return this[file];
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
