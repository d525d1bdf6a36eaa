using System.Collections;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Presets;

/// <summary>Offers the names of the presets.</summary>
public sealed class PresetCompleter : WordCompleter
{
    internal override IEnumerable<string> Words(GatewayAdministration administration, IDictionary given) =>
        EndpointPresets.All.Select(preset => preset.Name);
}
