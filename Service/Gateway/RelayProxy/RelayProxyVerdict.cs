namespace OmsGateway.Gateway.RelayProxy;

/// <summary>What asking a relay proxy for a tunnel says of the proxy itself.</summary>
internal enum RelayProxyVerdict
{
    /// <summary>It gave a tunnel, or an answer about the target.</summary>
    Works,

    /// <summary>Nothing: it was not asked.</summary>
    Unknown,

    /// <summary>It gave no answer that could be understood; whether that is its fault is open.</summary>
    Unanswered,

    /// <summary>It cannot be reached, or does not take the credentials.</summary>
    Fails,
}
