namespace OmsGateway.Host.Running;

/// <summary>Learns how far a run has come; the Windows service tells the service control manager.</summary>
internal interface IRunProgress
{
    /// <summary>The gateway listens.</summary>
    void Running();

    /// <summary>The gateway was told to stop and lets open tunnels finish.</summary>
    void Stopping();
}
