namespace OmsGateway.Configuration.Certificates;

/// <summary>
/// The client certificate subjects that may be used: those listed, and agents' certificates of the discovered workspaces.
/// Immutable.
/// </summary>
public sealed class ClientCertificateAllowList
{
    private readonly HashSet<CertificateSubject> _subjects;
    private readonly HashSet<string> _workspaceIds;

    /// <summary>A list with no subject and no workspace.</summary>
    public static ClientCertificateAllowList Empty { get; } = new([], []);

    /// <summary>Merges the listed subjects with the ids of the discovered workspaces.</summary>
    public ClientCertificateAllowList(IEnumerable<CertificateSubject> subjects, IEnumerable<string> workspaceIds)
    {
        Subjects = subjects.ToArray();
        WorkspaceIds = workspaceIds.ToArray();
        _subjects = [.. Subjects];
        _workspaceIds = [.. WorkspaceIds.Select(CertificateSubject.Fold)];
    }

    /// <summary>The listed subjects.</summary>
    public IReadOnlyList<CertificateSubject> Subjects { get; }

    /// <summary>Ids of the workspaces whose agents are allowed.</summary>
    public IReadOnlyList<string> WorkspaceIds { get; }

    /// <summary>Whether nothing is listed or discovered, so that <c>WhenListed</c> checks nothing.</summary>
    public bool IsEmpty => Subjects.Count == 0 && WorkspaceIds.Count == 0;

    /// <summary>
    /// Whether a client may present a certificate with this subject: one that is listed, attribute for attribute, or an
    /// agent's certificate (O=Microsoft, OU=Microsoft Monitoring Agent, and as CNs the agent's and its workspace's id) of a
    /// discovered workspace.
    /// </summary>
    public bool Allows(CertificateSubject subject) =>
        _subjects.Contains(subject)
        || (_workspaceIds.Count > 0
            && subject.Has("O", "Microsoft")
            && subject.Has("OU", "Microsoft Monitoring Agent")
            && subject.ValuesOf("CN").Any(_workspaceIds.Contains));
}
