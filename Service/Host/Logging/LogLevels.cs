using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Host.Logging;

/// <summary>The setting LogLevel in the terms of .NET's logging.</summary>
internal static class LogLevels
{
    public static LogLevel From(EventLevel level) => level switch
    {
        EventLevel.Debug => LogLevel.Debug,
        EventLevel.Information => LogLevel.Information,
        EventLevel.Warning => LogLevel.Warning,
        _ => LogLevel.Error,
    };
}
