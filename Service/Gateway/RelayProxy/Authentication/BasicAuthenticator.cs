using System.Text;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>Basic authentication in UTF-8 (RFC 7617): one token, on any connection.</summary>
internal sealed class BasicAuthenticator(RelayProxySettings settings) : IProxyAuthenticator
{
    public string Scheme => "Basic";

    public bool IsBoundToConnection => false;

    public ValueTask<AuthenticatorStep> NextAsync(string? challenge, CancellationToken cancel) => new(Begin());

    public void Dispose()
    {
    }

    private AuthenticatorStep Begin()
    {
        string password = settings.Password ?? "";
        if (string.IsNullOrEmpty(settings.UserName)) return AuthenticatorStep.Fail("no user name is configured");
        // RFC 7617 §2: the first colon ends the user name, and control characters are not allowed in either.
        if (settings.UserName.Contains(':', StringComparison.Ordinal))
            return AuthenticatorStep.Fail("the user name holds a colon, which Basic cannot carry");
        if (settings.UserName.Any(char.IsControl) || password.Any(char.IsControl))
            return AuthenticatorStep.Fail("the user name or the password holds a control character, which Basic cannot carry");
        return AuthenticatorStep.Send(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.UserName}:{password}")));
    }
}
