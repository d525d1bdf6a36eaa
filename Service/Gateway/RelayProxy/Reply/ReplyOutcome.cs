namespace OmsGateway.Gateway.RelayProxy.Reply;

/// <summary>How reading a reply ended.</summary>
internal enum ReplyOutcome
{
    /// <summary>The head of a final reply was read.</summary>
    Complete,

    /// <summary>The connection ended before the first byte of a reply.</summary>
    ClosedSilently,

    /// <summary>The connection ended in the middle of a reply.</summary>
    Closed,

    /// <summary>The first bytes are not those of an HTTP/1.x reply.</summary>
    NotHttp,

    /// <summary>It begins like HTTP/1.x and breaks its grammar.</summary>
    Malformed,

    /// <summary>The head is larger than <see cref="RelayProxyLimits.HeadBytes"/>.</summary>
    TooLarge,

    /// <summary>The head has more than <see cref="RelayProxyLimits.HeadFields"/> fields.</summary>
    TooManyFields,

    /// <summary>There were more than <see cref="RelayProxyLimits.InterimReplies"/> interim replies.</summary>
    TooManyInterim,

    /// <summary>The deadline passed first.</summary>
    TimedOut,
}
