using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Host;

/// <summary>The events of the process itself; those of tunnels are the gateway's.</summary>
internal static partial class HostLog
{
    [LoggerMessage(EventIds.Started, LogLevel.Information, "OMS Gateway {Version} has started and listens on {Endpoints}.")]
    public static partial void Started(ILogger logger, string version, string endpoints);

    [LoggerMessage(EventIds.Debug, LogLevel.Debug, "OMS Gateway was asked to stop.")]
    public static partial void StopAsked(ILogger logger);

    [LoggerMessage(EventIds.Stopped, LogLevel.Information, "OMS Gateway has stopped.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(EventIds.Information, LogLevel.Information, "The configuration was changed and is in force: {Changes}.")]
    public static partial void ConfigurationApplied(ILogger logger, string changes);

    [LoggerMessage(EventIds.Information, LogLevel.Information,
        "Presets that were applied{OfGroup} have changed since: {Count} hosts are new, in {Presets}. {Comparison} shows "
        + "them, {Update} adds them.")]
    public static partial void PresetsHaveNews(ILogger logger, string ofGroup, int count, string presets, string comparison, string update);

    [LoggerMessage(EventIds.WrongConfiguration, LogLevel.Warning, "Cannot tell whether presets have new hosts: {Reason}")]
    public static partial void PresetsNotCompared(ILogger logger, string reason);

    [LoggerMessage(EventIds.WrongConfiguration, LogLevel.Error, "Wrong configuration: {Problem}")]
    public static partial void WrongConfiguration(ILogger logger, ConfigurationProblem problem);

    [LoggerMessage(EventIds.WrongConfiguration, LogLevel.Warning, "The last valid configuration stays in force until the files are fixed.")]
    public static partial void LastConfigurationStays(ILogger logger);

    [LoggerMessage(EventIds.WrongConfiguration, LogLevel.Warning, "Configuration: {Warning}")]
    public static partial void ConfigurationWarning(ILogger logger, ConfigurationProblem warning);

    [LoggerMessage(EventIds.WrongConfiguration, LogLevel.Error, "Wrong configuration: {Problem} (the line is skipped, the other lines apply)")]
    public static partial void LineSkipped(ILogger logger, ConfigurationProblem problem);

    [LoggerMessage(EventIds.WrongConfiguration, LogLevel.Warning,
        "The gateway listens on port {Port}, but its rule in Windows Firewall, OMS Gateway, is for port {RulePort}: agents on other computers "
        + "cannot connect. As an administrator run 'OMSGatewayService config set ListenPort {Port}', which moves the rule.")]
    public static partial void FirewallRuleStayed(ILogger logger, int port, int rulePort);

    [LoggerMessage(EventIds.WrongConfiguration, LogLevel.Error, "{Problem}")]
    public static partial void CannotListen(ILogger logger, string problem);

    [LoggerMessage(EventIds.WrongConfiguration, LogLevel.Error,
        "{Problem} It is tried again every second for up to {Seconds} seconds; until then the gateway does not run.")]
    public static partial void CannotListenYet(ILogger logger, string problem, double seconds);

    [LoggerMessage(EventIds.WrongConfiguration, LogLevel.Error, "{Problem} It was tried for {Seconds} seconds; the gateway ends.")]
    public static partial void CannotListenInTime(ILogger logger, string problem, double seconds);

    [LoggerMessage(EventIds.NoAgent, LogLevel.Warning,
        "Every host is refused: there is no Log Analytics agent on this computer whose workspaces could be found, and the list of "
        + "allowed hosts is empty. Add hosts with {Command}.")]
    public static partial void NothingAllowed(ILogger logger, string command);

    [LoggerMessage(EventIds.Error, LogLevel.Error, "Unexpected error: the service cannot continue.")]
    public static partial void Failed(ILogger logger, Exception error);

    [LoggerMessage(EventIds.Error, LogLevel.Error, "Unexpected error while applying a configuration; it is tried again when the files change.")]
    public static partial void ApplyFailed(ILogger logger, Exception error);

    [LoggerMessage(EventIds.Error, LogLevel.Warning, "The status file cannot be written: {Reason}")]
    public static partial void StatusNotWritten(ILogger logger, string reason);

    [LoggerMessage(EventIds.Error, LogLevel.Warning,
        "The access log {Path} cannot be written: {Reason} Lines are lost until it can; then a line says how many.")]
    public static partial void AccessLogNotWritten(ILogger logger, string path, string reason);

    [LoggerMessage(EventIds.Error, LogLevel.Warning,
        "The access log cannot be sent to {Destination}: {Reason}. Lines are lost until it can; then a message says how many.")]
    public static partial void AccessLogNotSent(ILogger logger, SyslogDestination destination, string reason);

    [LoggerMessage(EventIds.Error, LogLevel.Warning,
        "The inventory {Path} cannot be written: {Reason} It is tried again every minute; what is not written when the service stops is lost.")]
    public static partial void InventoryNotWritten(ILogger logger, string path, string reason);

    [LoggerMessage(EventIds.Error, LogLevel.Warning,
        "The inventory {Path} cannot be read now: {Reason} It is tried again every minute, and the file is left as it is until then.")]
    public static partial void InventoryNotReadNow(ILogger logger, string path, string reason);

    [LoggerMessage(EventIds.Error, LogLevel.Warning,
        "The inventory {Path} cannot be used: {Reason}. A new one has been started, and the old file is kept as {Aside}: clients and hosts that were seen "
        + "before are not known.")]
    public static partial void InventoryNotRead(ILogger logger, string path, string reason, string aside);

    [LoggerMessage(EventIds.Error, LogLevel.Warning,
        "The history {Path} cannot be written: {Reason} It is tried again every minute; reports lack the traffic of that time.")]
    public static partial void HistoryNotWritten(ILogger logger, string path, string reason);

    [LoggerMessage(EventIds.Error, LogLevel.Warning,
        "The history {Path} cannot be used: {Reason}. A new one takes its place: reports lack the traffic from before.")]
    public static partial void HistoryNotRead(ILogger logger, string path, string reason);

    [LoggerMessage(EventIds.Error, LogLevel.Warning, "Metrics cannot be exported to {Endpoint}: {Reason}")]
    public static partial void MetricsNotExported(ILogger logger, Uri? endpoint, string reason);

    [LoggerMessage(EventIds.Error, LogLevel.Warning,
        "The performance counters \"OMS Gateway\" are not available: {Reason}. 'OMSGatewayService status' shows the same numbers; repairing "
        + "the installation registers them again.")]
    public static partial void NoCounters(ILogger logger, string reason);
}
