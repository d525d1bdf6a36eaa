using System.Net;

namespace OmsGateway.Gateway.Listening;

/// <summary>A system of which nothing is known.</summary>
internal sealed class UnknownPorts : ISystemPorts
{
    public static UnknownPorts Instance { get; } = new();

    public bool HasWindowsRules => false;

    public PortHolder? FindListener(IPEndPoint endPoint) => null;

    public DynamicPorts? ReadDynamicPorts() => null;
}
