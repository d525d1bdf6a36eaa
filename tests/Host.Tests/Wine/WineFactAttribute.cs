namespace OmsGateway.Host.Tests.Wine;

/// <summary>A test of the Windows program under Wine; skipped visibly where there is no Wine. Select by the trait Wine=yes.</summary>
public sealed class WineFactAttribute : FactAttribute
{
    public WineFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "tests the Windows program on other systems";
        else if (!File.Exists("/usr/bin/wine")) Skip = "needs Wine: ./build.sh test installs it";
    }
}
