using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>The authenticators of the product.</summary>
internal sealed class ProxyAuthenticatorFactory : IProxyAuthenticatorFactory
{
    public static ProxyAuthenticatorFactory Instance { get; } = new();

    public IProxyAuthenticator Create(AuthenticationScheme scheme, RelayProxySettings settings) => scheme switch
    {
        AuthenticationScheme.Negotiate => new NegotiateAuthenticator("Negotiate", settings),
        AuthenticationScheme.Ntlm => new NegotiateAuthenticator("NTLM", settings),
        _ => new BasicAuthenticator(settings),
    };
}
