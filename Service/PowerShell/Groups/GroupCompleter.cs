using System.Collections;
using OmsGateway.Configuration.Administration;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Groups;

/// <summary>Offers the groups of clients.</summary>
public sealed class GroupCompleter : WordCompleter
{
    internal override IEnumerable<string> Words(GatewayAdministration administration, IDictionary given) =>
        administration.Groups.All.Select(group => group.Name);
}
