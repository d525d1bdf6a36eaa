namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>One attempt to log on with one scheme.</summary>
internal interface IProxyAuthenticator : IDisposable
{
    /// <summary>The scheme's name as sent.</summary>
    string Scheme { get; }

    /// <summary>Whether the attempt belongs to the connection it began on, as handshakes of several steps do.</summary>
    bool IsBoundToConnection { get; }

    /// <summary>Answers a challenge; a scheme that cannot work on this machine fails rather than throws.</summary>
    /// <param name="challenge">The token68 the proxy sent with the scheme; null to begin.</param>
    /// <param name="cancel">Ends the wait, not what the operating system has begun.</param>
    ValueTask<AuthenticatorStep> NextAsync(string? challenge, CancellationToken cancel);
}
