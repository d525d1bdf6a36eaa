using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.History;

namespace OmsGateway.Gateway.Reporting;

/// <summary>Writes event 100 with the day's figures when the day of the gateway's time zone is over, and when the gateway stops.</summary>
internal sealed class DailyEvent(ILogger logger, TimeProvider time)
{
    private readonly Lock _lock = new();
    private volatile DayFigures _figures = new(Now(time));
    private TrafficFigures _daysBefore;

    /// <summary>The figures of this day, or since the start.</summary>
    public DayFigures Figures => _figures;

    /// <summary>All that was counted since the start; what ends in the very moment in which a day does may be missing.</summary>
    public TrafficFigures Totals
    {
        get
        {
            lock (_lock) return _daysBefore.With(_figures.Totals);
        }
    }

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
        _daysBefore = _daysBefore.With(day.Totals);
        logger.DayEnded(day.Describe(now));
    }

    private static DateTimeOffset Now(TimeProvider time) => TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone);
}
