namespace OmsGateway.Configuration.Status;

/// <summary>A host that clients asked for lately and that is not on the allow list.</summary>
/// <param name="Host">The host.</param>
/// <param name="Client">Address of the client that asked last.</param>
/// <param name="Count">How often it was asked for.</param>
/// <param name="Last">When it was asked for last, UTC.</param>
public sealed record DeniedHost(string Host, string Client, long Count, DateTimeOffset Last)
{
    /// <summary>The group of the clients that asked for it, or null for clients in none.</summary>
    public string? Group { get; init; }
}
