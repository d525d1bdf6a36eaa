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

/// <summary>A test of what Windows and Wine 8 show and a newer Wine does not; there it is shown as skipped.</summary>
public sealed class NotOnNewerWineFactAttribute : FactAttribute
{
    /// <summary>Wine 10 asks its own server for listeners, which knows Wine's own (get_tcp_connections); `netstat -an` shows nobody.</summary>
    public const string HidesListeners = "this Wine tells its programs of no other program's listeners; Wine 8 does";

    /// <summary>
    /// Wine 10 starts every program under a cut-down administrator's token (server/process.c, TokenElevationTypeLimited), and a token
    /// restricted further stays one: that of an administrator whom User Account Control has not asked yet.
    /// </summary>
    public const string HasOnlyAdministrators = "this Wine takes every user for an administrator under User Account Control; Wine 8 does not";

    /// <param name="reason">What a newer Wine does.</param>
    public NotOnNewerWineFactAttribute(string reason) => Skip = InstallerTests.SkipReason ?? (IsNewerWine ? reason : null);

    private static bool IsNewerWine =>
        !OperatingSystem.IsWindows() && !ProgramRunner.Output("wine", "--version").Contains("wine-8.", StringComparison.Ordinal);
}

/// <summary>As <see cref="InstallerFactAttribute"/>, with data.</summary>
public sealed class InstallerTheoryAttribute : TheoryAttribute
{
    public InstallerTheoryAttribute() => Skip = InstallerTests.SkipReason;
}
