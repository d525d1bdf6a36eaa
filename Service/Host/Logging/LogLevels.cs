using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Host.Logging;

/// <summary>The setting LogLevel in the terms of .NET's logging, and these in the terms of syslog.</summary>
internal static class LogLevels
{
    public static LogLevel From(EventLevel level) => level switch
    {
        EventLevel.Debug => LogLevel.Debug,
        EventLevel.Information => LogLevel.Information,
        EventLevel.Warning => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    /// <summary>The severity as syslog(3) and RFC 5424 §6.2.1 number it: 7 debug, 6 informational, 4 warning, 3 error.</summary>
    public static int Severity(LogLevel level) => level switch
    {
        <= LogLevel.Debug => 7,
        LogLevel.Information => 6,
        LogLevel.Warning => 4,
        _ => 3,
    };
}
