using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.Tls.Records;

/// <summary>Writes a fatal alert in the clear, as it may be sent until the keys change (RFC 8446 §6).</summary>
internal static class AlertRecord
{
    /// <summary>The level of an alert that ends the session.</summary>
    public const byte Fatal = 2;

    /// <summary>The record's bytes.</summary>
    /// <param name="description">What went wrong.</param>
    /// <param name="version">The version agreed on, or else the highest the client offers; none at all counts as TLS 1.0.</param>
    public static byte[] Create(AlertDescription description, TlsVersion version)
    {
        // TLS 1.3 records say 1.2 (RFC 8446 §5.1); a client that knows only 1.0 would not read anything later.
        var shown = (ushort)Math.Clamp((int)version, (int)TlsVersion.Tls10, (int)TlsVersion.Tls12);
        return [(byte)ContentType.Alert, (byte)(shown >> 8), (byte)shown, 0, 2, Fatal, (byte)description];
    }
}
