using OmsGateway.Gateway;

namespace OmsGateway.Host.Counters;

/// <summary>Shows the gateway's numbers where the system's own tools look for them.</summary>
internal interface ICounterPublisher : IDisposable
{
    /// <summary>Replaces the numbers shown.</summary>
    void Publish(GatewayCounters counters);
}

/// <summary>A system without performance counters; there the status file and OTLP show the numbers.</summary>
internal sealed class NoCounterPublisher : ICounterPublisher
{
    public void Publish(GatewayCounters counters)
    {
    }

    public void Dispose()
    {
    }
}
