namespace OmsGateway.Installer.Tests.Support;

/// <summary>
/// A test that installs: under Wine elsewhere, and on Windows on the machine itself, which one must ask for by
/// OMSGATEWAY_INSTALLER_TESTS=1 and as an administrator.
/// </summary>
public sealed class InstallerFactAttribute : FactAttribute
{
    public InstallerFactAttribute() => Skip = InstallerTests.SkipReason;
}

/// <summary>A test of what only Windows' own installer does; under Wine it is shown as skipped.</summary>
public sealed class WindowsInstallerFactAttribute : FactAttribute
{
    /// <param name="reason">What Wine's installer does not do.</param>
    public WindowsInstallerFactAttribute(string reason) => Skip = OperatingSystem.IsWindows() ? InstallerTests.SkipReason : reason;
}

/// <summary>As <see cref="InstallerFactAttribute"/>, with data.</summary>
public sealed class InstallerTheoryAttribute : TheoryAttribute
{
    public InstallerTheoryAttribute() => Skip = InstallerTests.SkipReason;
}
