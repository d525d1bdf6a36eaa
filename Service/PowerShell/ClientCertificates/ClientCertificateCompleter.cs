using System.Collections;
using OmsGateway.Configuration.Administration;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.ClientCertificates;

/// <summary>Offers the subjects of the local list.</summary>
public sealed class ClientCertificateCompleter : WordCompleter
{
    internal override IEnumerable<string> Words(GatewayAdministration administration, IDictionary given) =>
        administration.InGroup($"{given["Group"]}").ClientCertificates.Get().Select(certificate => certificate.Subject);
}
