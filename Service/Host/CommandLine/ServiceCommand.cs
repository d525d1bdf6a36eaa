using System.CommandLine;
using OmsGateway.Configuration;
using OmsGateway.Host.Logging;
using OmsGateway.Host.Native;
using OmsGateway.Host.Running;
using OmsGateway.Host.WindowsService;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>service</c>: what the installed service's command line says.</summary>
internal static class ServiceCommand
{
    public static Command Create() => new Command("service", "Run as the Windows service; only Windows itself can start this.")
        .Does(context => TryRun(context) ?? context.Fail(
            ExitCode.Failure, $"Only Windows can start the service: 'net start OMSGatewayService'. In a console use '{SystemCommand.Program} run'."));

    /// <summary>Becomes the service; null when Windows has not started this process as one.</summary>
    public static ExitCode? TryRun(CommandContext context)
    {
        if (!OperatingSystem.IsWindows()) return null;
        return ServiceProcess.TryRun(
            (progress, stop, abort) => new GatewayRun(context.Store, new EventLogSink(new EventLogApi()), progress, TimeProvider.System).RunAsync(stop, abort));
    }
}
