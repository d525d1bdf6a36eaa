using System.Collections;
using OmsGateway.Configuration.Administration;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Presets;

/// <summary>Offers the names of the presets.</summary>
public sealed class PresetCompleter : WordCompleter
{
    internal override IEnumerable<string> Words(GatewayAdministration administration, IDictionary given) =>
        administration.Presets.All.Select(preset => preset.Name);
}
