using System.Globalization;

namespace OmsGateway.Gateway.RelayProxy.Health;

/// <summary>Which failures of a relay proxy are written to the log: one that comes and goes all day must not fill it.</summary>
internal sealed class FailureEvents(TimeProvider time)
{
    /// <summary>Time in which <see cref="MostPerPeriod"/> are written; it begins with the first of them.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromMinutes(30);

    internal const int MostPerPeriod = 3;

    private long? _started;
    private int _failures;

    /// <summary>Takes note of a failure.</summary>
    /// <returns>What is put behind its text: how many were not written since the last that was, or nothing. Null when it is not to be written.</returns>
    public string? Add()
    {
        if (_started is { } started && time.GetElapsedTime(started) < Period) return ++_failures <= MostPerPeriod ? "" : null;
        int unwritten = _failures - MostPerPeriod;
        (_started, _failures) = (time.GetTimestamp(), 1);
        return unwritten > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({unwritten} times more since the last such event)") : "";
    }
}
