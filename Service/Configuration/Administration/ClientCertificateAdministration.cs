using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Administration;

/// <summary>
/// The list of allowed client certificates, of the clients in no group or of a group's. Every method throws <see cref="ConfigurationException"/> with
/// a message for a person, and then nothing has changed.
/// </summary>
public sealed class ClientCertificateAdministration
{
    private readonly ConfigurationStore _store;
    private readonly Action<string>? _warn;
    private readonly string? _group;
    private readonly ListChange<CertificateSubject> _list;

    /// <param name="store">The store.</param>
    /// <param name="warn">Told of lines that are no subject.</param>
    /// <param name="group">The group's name, or null for the clients in no group.</param>
    internal ClientCertificateAdministration(ConfigurationStore store, Action<string>? warn, string? group)
    {
        _store = store;
        _warn = warn;
        _group = group;
        _list = new ListChange<CertificateSubject>(store, store.ClientListPathOf(group), ListFiles.Subjects, ListFiles.ParseSubject);
    }

    /// <summary>The allowed client certificate subjects of the local list, and on request those of the agent's workspaces.</summary>
    public IReadOnlyList<AllowedClientCertificate> Get(bool includeDiscovered = false)
    {
        string source = ConfigurationStore.FileNameOf(ConfigurationStore.ClientListFileName, _group);
        IEnumerable<AllowedClientCertificate> local = _list.Read(_warn).Select(s => new AllowedClientCertificate(s.ToString(), source));
        return includeDiscovered ? [.. local, .. _store.WorkspacesOf(_group).Select(OfAgent)] : [.. local];
    }

    /// <summary>Adds a subject to the local list; a bare name means its common name. False when it is there.</summary>
    public bool Add(string subject) => _list.Add(subject);

    /// <summary>
    /// The subject that <see cref="Add"/> would add, as the list spells it, or null when it is there; nothing is changed.
    /// </summary>
    public string? FindNew(string subject) => _list.FindNew([_list.Parse(subject)]).SingleOrDefault()?.ToString();

    /// <summary>The subject that <see cref="Remove"/> would remove, or null; nothing is changed.</summary>
    public string? Find(string subject) => _list.Find(subject);

    /// <summary>Removes a subject from the local list; false when it is not there.</summary>
    public bool Remove(string subject) => _list.Remove(subject);

    private static AllowedClientCertificate OfAgent(Workspace workspace) =>
        new($"CN={workspace.Id}, OU=Microsoft Monitoring Agent, O=Microsoft", WorkspaceHosts.SourceOf(workspace.Id));
}
