namespace OmsGateway.Configuration.Administration;

/// <summary>A client certificate that may be used.</summary>
/// <param name="Subject">The subject, or for a discovered workspace the attributes an agent's certificate must hold.</param>
/// <param name="Source">Where it comes from: <c>allowedlist_client.txt</c> or <c>workspace &lt;id&gt;</c>.</param>
public sealed record AllowedClientCertificate(string Subject, string Source);
