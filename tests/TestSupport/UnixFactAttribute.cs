namespace OmsGateway.TestSupport;

/// <summary>A test of what only Unix has, such as signals and file modes; skipped visibly on Windows.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "needs a Unix system";
    }
}
