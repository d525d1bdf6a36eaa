using System.Collections;
using OmsGateway.Configuration.Administration;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.AllowedHosts;

/// <summary>Offers the entries of the local list.</summary>
public sealed class AllowedHostCompleter : WordCompleter
{
    internal override IEnumerable<string> Words(GatewayAdministration administration, IDictionary given) =>
        administration.InGroup($"{given["Group"]}").Hosts.Get().Select(host => host.Pattern.ToString());
}
