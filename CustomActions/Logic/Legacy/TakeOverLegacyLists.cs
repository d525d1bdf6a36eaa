using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Settings;

namespace OmsGateway.CustomActions.Legacy;

/// <summary>Adds the entries of the old lists to this product's; a line that is no entry is named in the log and left out.</summary>
internal sealed class TakeOverLegacyLists(IInstallerSession session, MachineParts machine, ActionData data)
{
    public const string HostsKey = "Hosts";
    public const string ClientsKey = "Clients";

    public void Run()
    {
        string directory = data[ConfigurationFolder.Key];
        ConfigurationSnapshot.Of(data, ConfigurationSnapshot.Lists).Take();
        var administration = new GatewayAdministration(machine.OpenStore(directory));
        try
        {
            ListFile<HostPattern> hosts = ListFiles.Hosts(ConfigurationStore.HostListFileName, Content(HostsKey));
            Add(hosts, administration.Hosts.Add);
            ListFile<CertificateSubject> clients = ListFiles.Subjects(ConfigurationStore.ClientListFileName, Content(ClientsKey));
            Add(clients, administration.ClientCertificates.Add);
        }
        catch (ConfigurationException e)
        {
            throw new InstallerException(InstallerError.ListNotTakenOver, e.Message);
        }
    }

    private void Add<T>(ListFile<T> list, Func<string, bool> add)
        where T : class, IEquatable<T>
    {
        foreach (ConfigurationProblem problem in list.Problems) session.Log($"Not taken over: {problem}");
        // Count adds them: each call says whether the entry was new.
        int added = list.Entries.Select(e => e.Entry.ToString()!).Distinct().Count(add);
        session.Log($"{added} of {list.Entries.Count} entries taken over that were not listed yet.");
    }

    private byte[]? Content(string key) => data[key].Length == 0 ? null : Convert.FromBase64String(data[key]);
}
