namespace OmsGateway.TestSupport;

/// <summary>A test against programs that exist on Linux only; elsewhere it shows as skipped.</summary>
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "Needs Linux programs (squid, tinyproxy, openssl).";
    }
}
