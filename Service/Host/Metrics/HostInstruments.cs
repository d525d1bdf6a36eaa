using System.Diagnostics.Metrics;
using OmsGateway.Host.Logging;

namespace OmsGateway.Host.Metrics;

/// <summary>What the program around the gateway has to say in its meter.</summary>
internal static class HostInstruments
{
    /// <summary>Adds the instruments.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="started">When the process began to serve.</param>
    /// <param name="readProblem">Why the files on disk are not in force, or null.</param>
    /// <param name="events">The queue of the event log.</param>
    /// <param name="accessLog">The access log.</param>
    public static void Add(Meter meter, DateTimeOffset started, Func<string?> readProblem, LogQueue events, AccessLog accessLog)
    {
        meter.CreateObservableGauge(
            "omsgateway.build.info", () => new Measurement<long>(1, new KeyValuePair<string, object?>("version", ProductVersion.Text)), null,
            "Always 1; the label says the version.");
        // Prometheus' own name for it ("Standard and runtime collectors").
        meter.CreateObservableGauge("process.start_time", () => started.ToUnixTimeMilliseconds() / 1000.0, "s", "When the gateway started, in Unix time.");
        meter.CreateObservableGauge(
            "omsgateway.configuration.in_force", () => readProblem() is null ? 1L : 0, null, "Whether the configuration files on disk are in force.");
        meter.CreateObservableCounter("omsgateway.events.lost", () => events.Lost, "{event}", "Events that the event log could not take.");
        meter.CreateObservableCounter("omsgateway.access_log.lost", () => accessLog.Lost, "{line}", "Lines of the access log that could not be written.");
    }
}
