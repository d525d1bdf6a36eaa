using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.ClientCertificates;

/// <summary>An entry of the list of client certificates that may be used.</summary>
public sealed class ClientCertificateEntry
{
    internal ClientCertificateEntry(string subject, string source, string? group)
    {
        Subject = subject;
        Source = source;
        Group = string.IsNullOrWhiteSpace(group) ? null : group;
    }

    /// <summary>The subject.</summary>
    public string Subject { get; }

    /// <summary>Where it comes from: a list, or a workspace of the agent on this computer.</summary>
    public string Source { get; }

    /// <summary>The group of clients whose list it is, or null.</summary>
    public string? Group { get; }

    /// <inheritdoc/>
    public override string ToString() => Subject;

    /// <summary>A line of a list.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="group">The group whose list it is, null or empty for the clients in none.</param>
    internal static ClientCertificateEntry Local(string subject, string? group) =>
        new(subject, ConfigurationStore.FileNameOf(ConfigurationStore.ClientListFileName, string.IsNullOrWhiteSpace(group) ? null : group), group);
}
