namespace OmsGateway.Configuration.Files;

/// <summary>What a user who has no right to the configuration is told.</summary>
public static class Rights
{
    /// <summary>A sentence that says who has them.</summary>
    public static string Remedy { get; } = UnixPermissions.IsWindows ? "Run the command as administrator." : "Run the command as root (sudo).";
}
