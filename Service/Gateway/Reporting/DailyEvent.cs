using Microsoft.Extensions.Logging;

namespace OmsGateway.Gateway.Reporting;

/// <summary>Writes event 100 with the day's figures when the day of the gateway's time zone is over, and when the gateway stops.</summary>
internal sealed class DailyEvent(ILogger logger, TimeProvider time)
{
    private readonly Lock _lock = new();
    private volatile DayFigures _figures = new(Now(time));

    /// <summary>The figures of this day, or since the start.</summary>
    public DayFigures Figures => _figures;

    /// <summary>To be called about once a minute.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            // The date may also be set back; either way it is another day's.
            if (Now(time).Date != _figures.From.Date) Write();
        }
    }

    /// <summary>Writes what there is of this day, if anything.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (!_figures.IsEmpty) Write();
        }
    }

    private void Write()
    {
        DateTimeOffset now = Now(time);
        DayFigures day = _figures;
        _figures = new DayFigures(now);
        logger.DayEnded(day.Describe(now));
    }

    private static DateTimeOffset Now(TimeProvider time) => TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone);
}
