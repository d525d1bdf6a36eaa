using System.Collections;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Offers the words that a setting takes, where it takes only a few.</summary>
public sealed class SettingValueCompleter : WordCompleter
{
    internal override IEnumerable<string> Words(GatewayAdministration administration, IDictionary given) =>
        SettingDefinitions.Find($"{given["Name"] ?? given["Key"]}")?.Choices ?? [];
}
