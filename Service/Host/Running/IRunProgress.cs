namespace OmsGateway.Host.Running;

/// <summary>Learns how far a run has come; a service tells Windows' service control manager or systemd.</summary>
internal interface IRunProgress
{
    /// <summary>The gateway cannot listen yet and waits until it can; a stop is heard meanwhile.</summary>
    void Waiting();

    /// <summary>The gateway listens.</summary>
    void Running();

    /// <summary>The gateway's clocks still go; called about once a second while it runs.</summary>
    void Alive();

    /// <summary>The gateway was told to read its configuration; <see cref="Running"/> follows when it has.</summary>
    void Reloading();

    /// <summary>The gateway was told to stop and lets open tunnels finish.</summary>
    void Stopping();
}
