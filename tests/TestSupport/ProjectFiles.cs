namespace OmsGateway.TestSupport;

/// <summary>Files of the project's sources, found from where the tests run.</summary>
public static class ProjectFiles
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Full path of a file or folder.</summary>
    public static string Find(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file's text with the ends of lines that Git stores.</summary>
    public static string Read(params string[] parts) => File.ReadAllText(Find(parts)).ReplaceLineEndings("\n");

    private static string FindRoot(string directory) => File.Exists(Path.Combine(directory, "OmsGateway.sln"))
        ? directory
        : FindRoot(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests run outside the project."));
}
