namespace OmsGateway.TestSupport;

/// <summary>A test that needs Debian's programs (squid, tinyproxy, Wine); skipped visibly on Windows.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "needs programs of a Unix system";
    }
}

/// <summary>A theory that needs Debian's programs; skipped visibly on Windows.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "needs programs of a Unix system";
    }
}

/// <summary>A test of a Windows interface; skipped visibly elsewhere.</summary>
public sealed class WindowsFactAttribute : FactAttribute
{
    public WindowsFactAttribute()
    {
        if (!OperatingSystem.IsWindows()) Skip = "needs Windows";
    }
}
