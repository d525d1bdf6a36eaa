namespace OmsGateway.PowerShell.Tests.Surface;

/// <summary>The module as the build lays it out for installation.</summary>
internal static class ModuleFolder
{
    public static string Path { get; } = ProjectFiles.Find(System.IO.Path.Combine(
        "artifacts", "module", System.IO.Path.GetFileName(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar)), "OMSGateway"));
}
