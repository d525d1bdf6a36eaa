namespace OmsGateway.Fuzzing.Differential;

/// <summary>Where the gateway refuses on purpose what OpenSSL takes, by the beginning of its reason.</summary>
internal static class Strictness
{
    private static readonly string[] Reasons =
    [
        "A record has an unknown version.", // OpenSSL looks at the first record's only.
        "A record is empty.", // OpenSSL allows 32 in a row.
        "A record is longer than TLS allows.", // OpenSSL takes what its buffer holds.
        "The client does not speak TLS.", // OpenSSL takes alerts before the hello.
        "The client offers an unknown version.", // With supported_versions OpenSSL does not look at the older field.
        "The client goes on before the server has answered.", // OpenSSL answers a hello that shares its record with more.
        "The ClientHello's extensions are malformed, too many or duplicate.", // OpenSSL counts only the types it knows.
    ];

    public static bool IsMeant(string reason) => Reasons.Any(r => reason.StartsWith(r, StringComparison.Ordinal));
}
