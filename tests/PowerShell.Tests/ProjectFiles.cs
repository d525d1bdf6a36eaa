namespace OmsGateway.PowerShell.Tests;

/// <summary>Files of the project's sources, found from where the tests run.</summary>
internal static class ProjectFiles
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static string Find(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(Find(path)).ReplaceLineEndings("\n");

    private static string FindRoot(string directory) => File.Exists(Path.Combine(directory, "OmsGateway.sln"))
        ? directory
        : FindRoot(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests run outside the project."));
}
