namespace OmsGateway.Configuration.Transfer;

/// <summary>How an export is taken over.</summary>
public sealed record ImportOptions
{
    /// <summary>The passphrase of the export's secrets; null leaves them out.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Whether ListenPort, ListenAddress, HealthPort and HealthAddress stay as they are here.</summary>
    public bool KeepsAddresses { get; init; }
}
