using System.Net;

namespace OmsGateway.CustomActions.Machine;

/// <summary>The TCP ports of this machine.</summary>
internal interface IPorts
{
    /// <summary>Whether a listener could be bound to the port now.</summary>
    /// <param name="port">1 to 65535.</param>
    /// <param name="address">The address to listen on, or null for all of them.</param>
    PortState Probe(int port, IPAddress? address);

    /// <summary>The processes that listen on the port, on whatever address.</summary>
    IReadOnlyList<PortOwner> Listeners(int port);
}

/// <summary>A process that listens.</summary>
/// <param name="ProcessId">Its number; 0 when Windows does not tell.</param>
/// <param name="Name">The name of its program, or empty.</param>
internal readonly record struct PortOwner(int ProcessId, string Name);

/// <summary>Whether a port can be had.</summary>
internal enum PortState
{
    Free,

    /// <summary>Another socket has it, or had it until just now.</summary>
    InUse,

    /// <summary>Windows keeps it: it is in an excluded range, or in another program's exclusive use.</summary>
    Reserved,
}
