namespace OmsGateway.TestSupport;

/// <summary>The program OMSGatewayService on CoreCLR, which is built beside the tests of a project that refers to it.</summary>
public static class BuiltProgram
{
    /// <summary>Full path of the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "OMSGatewayService.exe" : "OMSGatewayService");
}
