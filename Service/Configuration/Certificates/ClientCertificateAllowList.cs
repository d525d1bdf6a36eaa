namespace OmsGateway.Configuration.Certificates;

/// <summary>
/// The client certificate subjects that may be used: those listed, and agents' certificates of the discovered workspaces.
/// Immutable.
/// </summary>
public sealed class ClientCertificateAllowList
{
    /// <summary>A list with no subject and no workspace.</summary>
    public static ClientCertificateAllowList Empty { get; } = new([], []);

    /// <summary>Merges the listed subjects with the ids of the discovered workspaces.</summary>
    public ClientCertificateAllowList(IEnumerable<CertificateSubject> subjects, IEnumerable<string> workspaceIds)
    {
        Subjects = subjects.ToArray();
        WorkspaceIds = workspaceIds.ToArray();
    }

    /// <summary>The listed subjects.</summary>
    public IReadOnlyList<CertificateSubject> Subjects { get; }

    /// <summary>Ids of the workspaces whose agents are allowed.</summary>
    public IReadOnlyList<string> WorkspaceIds { get; }

    /// <summary>Whether nothing is listed or discovered, so that <c>WhenListed</c> checks nothing.</summary>
    public bool IsEmpty => Subjects.Count == 0 && WorkspaceIds.Count == 0;

    /// <summary>Whether a client may present a certificate with this subject.</summary>
    public bool Allows(CertificateSubject subject) => throw new NotImplementedException();
}
