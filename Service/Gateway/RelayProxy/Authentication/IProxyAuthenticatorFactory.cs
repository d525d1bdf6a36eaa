using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>Makes authenticators; the seam at which tests put handshakes that this machine cannot do.</summary>
internal interface IProxyAuthenticatorFactory
{
    /// <param name="scheme">One scheme.</param>
    /// <param name="settings">The proxy's credentials.</param>
    /// <param name="proxyName">The proxy's name, for which a Kerberos ticket is asked.</param>
    IProxyAuthenticator Create(RelayProxySchemes scheme, RelayProxySettings settings, string proxyName);
}
