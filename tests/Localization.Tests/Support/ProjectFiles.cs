namespace OmsGateway.Localization.Tests.Support;

/// <summary>The project's own files.</summary>
internal static class ProjectFiles
{
    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "OmsGateway.sln"))) folder = System.IO.Path.GetDirectoryName(folder)!;
        return folder;
    }
}
