using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>The authenticators of the product.</summary>
internal sealed class ProxyAuthenticatorFactory : IProxyAuthenticatorFactory
{
    public static ProxyAuthenticatorFactory Instance { get; } = new();

    public IProxyAuthenticator Create(RelayProxySchemes scheme, RelayProxySettings settings, string proxyName) => scheme switch
    {
        RelayProxySchemes.Negotiate => new NegotiateAuthenticator("Negotiate", settings, proxyName),
        RelayProxySchemes.Ntlm => new NegotiateAuthenticator("NTLM", settings, proxyName),
        _ => new BasicAuthenticator(settings),
    };
}
