namespace OmsGateway.Gateway.RelayProxy;

/// <summary>What the gateway takes from a relay proxy at most. The proxy is trusted to relay, not to behave.</summary>
internal static class RelayProxyLimits
{
    /// <summary>
    /// Bytes of one reply head: Node.js's default for any message head. A reply to CONNECT has a few hundred bytes; only a
    /// Negotiate challenge, of a few KB, makes it larger.
    /// </summary>
    public const int HeadBytes = 16 * 1024;

    /// <summary>Header fields of one reply: Kestrel's and Apache's default for a request.</summary>
    public const int HeadFields = 100;

    /// <summary>1xx replies before the final one: the bound that Go's net/http has.</summary>
    public const int InterimReplies = 5;

    /// <summary>
    /// Bytes of a 407's body that are read to keep the connection. Squid's error page has 4 KB and a company's own rarely
    /// more than ten times as much; past that a new connection is cheaper.
    /// </summary>
    public const int BodyBytes = 64 * 1024;

    /// <summary>Time to read that body in, as SocketsHttpHandler's ResponseDrainTimeout: its length may be a lie.</summary>
    public static readonly TimeSpan BodyTime = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of a line between chunks: a size has eight digits, and chunk extensions are hardly used (RFC 9112 §7.1.1).</summary>
    public const int ChunkLineBytes = 1024;

    /// <summary>
    /// Requests for one tunnel: one without credentials, up to four for Negotiate (SPNEGO around NTLM needs three), two for
    /// NTLM, one for Basic, and two that met a connection already closed.
    /// </summary>
    public const int Rounds = 10;

    /// <summary>Characters of a reason phrase shown in the event log; the standard ones have at most 31.</summary>
    public const int ReasonCharacters = 120;
}
