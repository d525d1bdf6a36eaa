using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Surface;

/// <summary>The module as the build lays it out for installation.</summary>
internal static class ModuleFolder
{
    /// <summary>The build's configuration as its folders are named: debug or release.</summary>
    public static string Configuration { get; } =
        System.IO.Path.GetFileName(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));

    public static string Path { get; } = ProjectFiles.Find(System.IO.Path.Combine("artifacts", "module", Configuration, "OMSGateway"));
}
