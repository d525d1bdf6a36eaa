using System.Collections;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Offers the names of the settings.</summary>
public sealed class SettingNameCompleter : WordCompleter
{
    internal override IEnumerable<string> Words(GatewayAdministration administration, IDictionary given) =>
        SettingDefinitions.All.Select(definition => definition.Name);
}
