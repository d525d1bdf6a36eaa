using System.Collections;
using OmsGateway.Configuration.Administration;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Groups;

/// <summary>Offers what can become of hosts off a group's list.</summary>
public sealed class GroupPolicyCompleter : WordCompleter
{
    internal override IEnumerable<string> Words(GatewayAdministration administration, IDictionary given) => GroupAdministration.Policies;
}
