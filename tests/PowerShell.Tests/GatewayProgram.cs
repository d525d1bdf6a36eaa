namespace OmsGateway.PowerShell.Tests;

/// <summary>The program, which is built beside the tests.</summary>
internal static class GatewayProgram
{
    public static string Path { get; } = System.IO.Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "OMSGatewayService.exe" : "OMSGatewayService");
}
