using System.Formats.Asn1;
using System.Text;

namespace OmsGateway.Gateway.Tls.Certificates;

/// <summary>Reads the value of a subject attribute, in any of ASN.1's string types (RFC 5280 §4.1.2.4).</summary>
internal static class AttributeValue
{
    // Invalid text is an error: with replacement characters two different subjects could become equal. BMPString and UniversalString have the
    // highest byte first (X.690 §8.23).
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16 = new UnicodeEncoding(true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf32 = new UTF32Encoding(true, byteOrderMark: false, throwOnInvalidCharacters: true);

    /// <summary>Reads the next value; what is no string becomes <c>#</c> and its DER in hexadecimal (RFC 4514 §2.4).</summary>
    /// <exception cref="AsnContentException">It is malformed.</exception>
    /// <exception cref="DecoderFallbackException">The text is not valid in its encoding.</exception>
    public static string Read(AsnReader reader)
    {
        Asn1Tag tag = reader.PeekTag();
        if (tag.TagClass != TagClass.Universal || EncodingOf((UniversalTagNumber)tag.TagValue) is not { } encoding)
            return "#" + Convert.ToHexString(reader.ReadEncodedValue().Span);
        return reader.TryReadPrimitiveCharacterStringBytes(tag, out ReadOnlyMemory<byte> bytes)
            ? encoding.GetString(bytes.Span)
            : throw new AsnContentException();
    }

    // The 7-bit types are read as Latin-1, since issuers put into PrintableString what does not belong there, and T61String
    // has long meant Latin-1 in practice.
    private static Encoding? EncodingOf(UniversalTagNumber type) => type switch
    {
        UniversalTagNumber.UTF8String => Utf8,
        UniversalTagNumber.BMPString => Utf16,
        UniversalTagNumber.UniversalString => Utf32,
        UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String or UniversalTagNumber.T61String
            or UniversalTagNumber.NumericString or UniversalTagNumber.VisibleString => Encoding.Latin1,
        _ => null,
    };
}
