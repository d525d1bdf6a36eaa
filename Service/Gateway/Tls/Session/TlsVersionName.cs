using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.Tls.Session;

/// <summary>The versions' usual names.</summary>
internal static class TlsVersionName
{
    /// <summary>For example <c>TLS 1.2</c>.</summary>
    public static string Of(TlsVersion version) => $"TLS 1.{version - TlsVersion.Tls10}";
}
