using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace OmsGateway.Host.Counters;

/// <summary>Chooses the publisher of this system.</summary>
internal static class CounterPublisher
{
    /// <summary>Never fails: a gateway without counters is still a gateway.</summary>
    public static ICounterPublisher Create(ILogger logger)
    {
        if (!OperatingSystem.IsWindows()) return new NoCounterPublisher();
        try
        {
            return new PerformanceCounterPublisher();
        }
        catch (Exception e) when (e is Win32Exception or EntryPointNotFoundException or DllNotFoundException)
        {
            HostLog.NoCounters(logger, e.Message);
            return new NoCounterPublisher();
        }
    }
}
