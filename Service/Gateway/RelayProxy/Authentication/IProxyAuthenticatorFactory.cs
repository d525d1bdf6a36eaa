using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>Makes authenticators; the seam at which tests put handshakes that this machine cannot do.</summary>
internal interface IProxyAuthenticatorFactory
{
    IProxyAuthenticator Create(AuthenticationScheme scheme, RelayProxySettings settings);
}
