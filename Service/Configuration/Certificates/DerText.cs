using System.Text;

namespace OmsGateway.Configuration.Certificates;

/// <summary>Reads a DER-encoded string of one of the types that names are made of (RFC 5280 §4.1.2.4).</summary>
internal static class DerText
{
    /// <summary>The text, or null when it is something else. Long-form lengths are not read: no name needs them.</summary>
    public static string? TryRead(byte[] der)
    {
        // Only the short form of a length is read, which goes up to 127 (X.690 §8.1.3.4).
        if (der.Length < 2 || der[1] > 127 || der[1] != der.Length - 2) return null;
        try
        {
            // The tags of X.680: UTF8String, PrintableString and IA5String, TeletexString, which OpenSSL reads as Latin-1 too, and BMPString.
            return der[0] switch
            {
                0x0C => new UTF8Encoding(false, true).GetString(der, 2, der.Length - 2),
                0x13 or 0x16 => Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                    .GetString(der, 2, der.Length - 2),
                // Latin-1 by its code page, since netstandard2.0 has no Encoding.Latin1.
                0x14 => Encoding.GetEncoding(28591).GetString(der, 2, der.Length - 2),
                0x1E => new UnicodeEncoding(true, false, true).GetString(der, 2, der.Length - 2),
                _ => null,
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
