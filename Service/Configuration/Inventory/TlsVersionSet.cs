using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Inventory;

/// <summary>TLS versions that were seen.</summary>
[Flags]
public enum TlsVersionSet
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>TLS 1.0.</summary>
    Tls10 = 1,

    /// <summary>TLS 1.1.</summary>
    Tls11 = 2,

    /// <summary>TLS 1.2.</summary>
    Tls12 = 4,

    /// <summary>TLS 1.3.</summary>
    Tls13 = 8,
}

/// <summary>From and to single versions.</summary>
public static class TlsVersionSets
{
    private static readonly string[] AllNames = ["1.0", "1.1", "1.2", "1.3"];

    /// <summary>The set of one version; empty for none.</summary>
    public static TlsVersionSet Of(TlsVersion version) => version == TlsVersion.None ? TlsVersionSet.None : (TlsVersionSet)(1 << (version - TlsVersion.Tls10));

    /// <summary>The versions as <c>1.2</c>, the oldest first.</summary>
    public static IReadOnlyList<string> Names(this TlsVersionSet versions) => [.. AllNames.Where((_, bit) => ((int)versions >> bit & 1) != 0)];
}
