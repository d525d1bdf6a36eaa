using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Tests.Sockets;

/// <summary>A test of the sockets of Linux; skipped visibly where the gateway has those of the other systems.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EpollFactAttribute : FactAttribute
{
    public EpollFactAttribute() => Skip = EpollSet.IsSupported ? null : "needs Linux on x64, and not OMSGATEWAY_SOCKETS=portable";
}
