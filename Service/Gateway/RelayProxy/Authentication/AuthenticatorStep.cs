namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>What an authenticator makes of a challenge. Not a record: no ToString may show the token.</summary>
internal sealed class AuthenticatorStep
{
    private AuthenticatorStep(string? token, string? failure, bool isRefusal = false)
    {
        Token = token;
        Failure = failure;
        IsRefusal = isRefusal;
    }

    /// <summary>Nothing is left to send.</summary>
    public static AuthenticatorStep Complete { get; } = new(null, null);

    /// <summary>What to send after the scheme's name, or null.</summary>
    public string? Token { get; }

    /// <summary>Why this scheme is of no use, as a clause for the event log, or null.</summary>
    public string? Failure { get; }

    /// <summary>Whether the failure is that the domain does not accept the credentials, so that no other scheme may try them.</summary>
    public bool IsRefusal { get; }

    public static AuthenticatorStep Send(string token) => new(token, null);

    public static AuthenticatorStep Fail(string failure) => new(null, failure);

    public static AuthenticatorStep Refuse(string failure) => new(null, failure, isRefusal: true);
}
