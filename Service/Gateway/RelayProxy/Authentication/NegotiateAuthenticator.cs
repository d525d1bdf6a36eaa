using System.Net;
using System.Net.Security;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>
/// Negotiate (RFC 4559) and NTLM (MS-NTHT) as the operating system does them, with the configured user or, on Windows and
/// for Negotiate, as the service's own account.
/// </summary>
/// <param name="package">"Negotiate" or "NTLM": both the scheme's name and that of the security package.</param>
/// <param name="settings">The user.</param>
/// <param name="proxyName">The name under which the domain knows the proxy.</param>
internal sealed class NegotiateAuthenticator(string package, RelayProxySettings settings, string proxyName) : IProxyAuthenticator
{
    private NegotiateAuthentication? _context;
    private Task<AuthenticatorStep>? _step;

    public string Scheme => package;

    public bool IsBoundToConnection => true;

    public async ValueTask<AuthenticatorStep> NextAsync(string? challenge, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(settings.UserName) && !(package == "Negotiate" && OperatingSystem.IsWindows()))
            return AuthenticatorStep.Fail("no user name is configured");
        // Kerberos asks a domain controller and cannot be cancelled, so the deadline is kept by not waiting for it.
        _step = Task.Run(() => Step(challenge), CancellationToken.None);
        return await _step.WaitAsync(cancel).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (_step is { IsCompleted: false }) _step.ContinueWith(_ => _context?.Dispose(), TaskScheduler.Default);
        else _context?.Dispose();
    }

    private AuthenticatorStep Step(string? challenge)
    {
        try
        {
            _context ??= new NegotiateAuthentication(Options());
            if (_context.IsAuthenticated) return AuthenticatorStep.Complete;
            string? token = _context.GetOutgoingBlob(challenge, out NegotiateAuthenticationStatusCode status);
            return status switch
            {
                NegotiateAuthenticationStatusCode.Completed or NegotiateAuthenticationStatusCode.ContinueNeeded =>
                    string.IsNullOrEmpty(token) ? AuthenticatorStep.Complete : AuthenticatorStep.Send(token),
                // The domain controller has refused, which counts against the account like a refusal by the proxy.
                NegotiateAuthenticationStatusCode.InvalidCredentials => AuthenticatorStep.Refuse("the domain did not accept it"),
                _ => AuthenticatorStep.Fail($"it failed on this computer ({status})"),
            };
        }
        // Libraries of the platform may be missing or broken in ways of their own; another scheme may still work.
        catch (Exception e)
        {
            return AuthenticatorStep.Fail($"it failed on this computer ({e.GetType().Name})");
        }
    }

    /// <summary>What the operating system is asked for.</summary>
    internal NegotiateAuthenticationClientOptions Options() => new()
    {
        Package = package,
        // The service principal of web servers and proxies, whatever their port (RFC 4559 §4.1).
        TargetName = $"HTTP/{proxyName}",
        Credential = string.IsNullOrEmpty(settings.UserName)
            ? CredentialCache.DefaultNetworkCredentials
            : Credential(settings.UserName),
    };

    private NetworkCredential Credential(string user)
    {
        // A user@domain stays whole: Windows takes such a principal name without a domain (SEC_WINNT_AUTH_IDENTITY).
        int slash = user.IndexOf('\\', StringComparison.Ordinal);
        return slash < 0 ? new(user, settings.Password) : new(user[(slash + 1)..], settings.Password, user[..slash]);
    }
}
