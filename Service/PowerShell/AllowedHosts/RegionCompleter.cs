using System.Collections;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.AllowedHosts;

/// <summary>Offers the regions of the preset and cloud that have been given.</summary>
public sealed class RegionCompleter : WordCompleter
{
    internal override IEnumerable<string> Words(GatewayAdministration administration, IDictionary given)
    {
        Enum.TryParse($"{given["Cloud"]}", ignoreCase: true, out AzureCloud cloud);
        IReadOnlyList<string> own = given["Preset"] is { } preset ? administration.Presets.Get($"{preset}").RegionsOf(cloud) : [];
        return own.Count > 0 ? own : EndpointPresets.RegionsOf(cloud);
    }

    // westeu completes to West Europe too.
    internal override bool Begins(string word, string begun) =>
        EndpointPresets.LabelOf(word).StartsWith(EndpointPresets.LabelOf(begun), StringComparison.Ordinal);
}
