using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.RelayProxy.Authentication;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>
/// Handshakes by script: per scheme the steps, each an expected challenge and the answer. Basic is the real one. Checks that
/// every authenticator is disposed.
/// </summary>
internal sealed class FakeAuthenticators : IProxyAuthenticatorFactory
{
    private readonly Dictionary<RelayProxySchemes, (string? Challenge, AuthenticatorStep Answer)[]> _scripts = [];

    public int Alive { get; private set; }

    /// <summary>The names for which credentials were asked.</summary>
    public List<string> ProxyNames { get; } = [];

    public FakeAuthenticators With(RelayProxySchemes scheme, params (string? Challenge, AuthenticatorStep Answer)[] steps)
    {
        _scripts[scheme] = steps;
        return this;
    }

    public IProxyAuthenticator Create(RelayProxySchemes scheme, RelayProxySettings settings, string proxyName)
    {
        if (scheme == RelayProxySchemes.Basic) return ProxyAuthenticatorFactory.Instance.Create(scheme, settings, proxyName);
        ProxyNames.Add(proxyName);
        Alive++;
        return new Fake(this, scheme == RelayProxySchemes.Ntlm ? "NTLM" : "Negotiate", _scripts[scheme]);
    }

    private sealed class Fake(FakeAuthenticators owner, string scheme, (string? Challenge, AuthenticatorStep Answer)[] steps)
        : IProxyAuthenticator
    {
        private int _next;

        public string Scheme => scheme;

        public bool IsBoundToConnection => true;

        public ValueTask<AuthenticatorStep> NextAsync(string? challenge, CancellationToken cancel)
        {
            (string? expected, AuthenticatorStep answer) = steps[Math.Min(_next++, steps.Length - 1)];
            Assert.Equal(expected, challenge);
            return new(answer);
        }

        public void Dispose() => owner.Alive--;
    }
}
