using System.Collections;
using OmsGateway.Configuration.Administration;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Presets;

/// <summary>Offers the presets that were applied.</summary>
public sealed class AppliedPresetCompleter : WordCompleter
{
    internal override IEnumerable<string> Words(GatewayAdministration administration, IDictionary given) =>
        administration.InGroup($"{given["Group"]}").Presets.Applied.Select(applied => applied.Name).Distinct();
}
