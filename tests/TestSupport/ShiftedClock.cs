namespace OmsGateway.TestSupport;

/// <summary>The system's clock, except that its date and time can be set forward and back, as an administrator or NTP does.</summary>
public sealed class ShiftedClock : TimeProvider
{
    /// <summary>How far the date and time are from the system's; timestamps and timers are not touched.</summary>
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
