using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;

namespace OmsGateway.PowerShell.ClientCertificates;

/// <summary>An entry of the list of client certificates that may be used.</summary>
public sealed class ClientCertificateEntry
{
    internal ClientCertificateEntry(AllowedClientCertificate certificate)
    {
        Subject = certificate.Subject;
        Source = certificate.Source;
    }

    /// <summary>The subject.</summary>
    public string Subject { get; }

    /// <summary>Where it comes from: the local list, or a workspace of the agent on this computer.</summary>
    public string Source { get; }

    /// <inheritdoc/>
    public override string ToString() => Subject;

    /// <summary>A line of the local list.</summary>
    internal static ClientCertificateEntry Local(string subject) => new(new AllowedClientCertificate(subject, ConfigurationStore.ClientListFileName));
}
