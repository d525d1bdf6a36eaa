using System.Net.NetworkInformation;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests.Support;

/// <summary>
/// A test that installs: under Wine elsewhere, and on Windows on the machine itself, which one must ask for by
/// OMSGATEWAY_INSTALLER_TESTS=1 and as an administrator.
/// </summary>
public sealed class InstallerFactAttribute : FactAttribute
{
    /// <param name="port">A port of this machine that the test needs for itself; with another program on it the test is shown as skipped.</param>
    public InstallerFactAttribute(int port = 0) => Skip = InstallerTests.SkipReason ?? (IsTaken(port) ? $"port {port} is in use on this machine" : null);

    private static bool IsTaken(int port) =>
        port != 0 && IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(e => e.Port == port);
}

/// <summary>A test of what only Windows' own installer does; under Wine it is shown as skipped.</summary>
public sealed class WindowsInstallerFactAttribute : FactAttribute
{
    /// <param name="reason">What Wine's installer does not do.</param>
    public WindowsInstallerFactAttribute(string reason) => Skip = OperatingSystem.IsWindows() ? InstallerTests.SkipReason : reason;
}

/// <summary>
/// A test in which a program of this machine has a port. Wine 8 tells its programs of every listener; Wine 10 asks its own server, which
/// knows Wine's own (get_tcp_connections), and `netstat -an` shows nobody: there the test is shown as skipped.
/// </summary>
public sealed class OtherListenerFactAttribute : FactAttribute
{
    public OtherListenerFactAttribute() =>
        Skip = InstallerTests.SkipReason ?? (IsHidden ? "this Wine tells its programs of no other program's listeners; Wine 8 does" : null);

    private static bool IsHidden =>
        !OperatingSystem.IsWindows() && !ProgramRunner.Output("wine", "--version").Contains("wine-8.", StringComparison.Ordinal);
}

/// <summary>As <see cref="InstallerFactAttribute"/>, with data.</summary>
public sealed class InstallerTheoryAttribute : TheoryAttribute
{
    public InstallerTheoryAttribute() => Skip = InstallerTests.SkipReason;
}
