namespace OmsGateway.Host.Tests;

/// <summary>Files of the project's sources, found from where the tests run.</summary>
internal static class ProjectFiles
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Find(string path) => Path.Combine(Root, path);

    private static string FindRoot(string directory) => File.Exists(Path.Combine(directory, "OmsGateway.sln"))
        ? directory
        : FindRoot(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests run outside the project."));
}
