using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Gateway.Tls.Certificates;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tls;

public sealed class SubjectReaderTests
{
    [Fact]
    public void Attributes_keep_their_order_and_short_names()
    {
        using X509Certificate2 certificate = TestCertificate.Create("DC=com/DC=contoso/C=DE/S=Hessen/L=Bad Homburg/STREET=Am Weg 1/"
            + "O=Contoso/OU=IT/CN=host/E=a@b.example/T=Dr/G=Ada/SN=L/SERIALNUMBER=7");
        CertificateSubject subject = SubjectReader.Read(certificate.RawData)!;
        Assert.Equal(
            ["DC", "DC", "C", "S", "L", "STREET", "O", "OU", "CN", "E", "T", "G", "SN", "SERIALNUMBER"],
            subject.Attributes.Select(a => a.Type));
        Assert.Equal("Bad Homburg", subject.Attributes[4].Value);
    }

    public static TheoryData<UniversalTagNumber, byte[], string> Strings() => new()
    {
        { UniversalTagNumber.UTF8String, Encoding.UTF8.GetBytes("Zürich €"), "Zürich €" },
        { UniversalTagNumber.BMPString, Encoding.BigEndianUnicode.GetBytes("Zürich €"), "Zürich €" },
        { UniversalTagNumber.UniversalString, [0, 0, 0, (byte)'Z', 0, 1, 0xF6, 0], "Z😀" },
        { UniversalTagNumber.T61String, Encoding.Latin1.GetBytes("Zürich"), "Zürich" },
        { UniversalTagNumber.PrintableString, "Contoso"u8.ToArray(), "Contoso" },
        { UniversalTagNumber.PrintableString, "a_b*c@d"u8.ToArray(), "a_b*c@d" },
        { UniversalTagNumber.IA5String, "a@b"u8.ToArray(), "a@b" },
        { UniversalTagNumber.NumericString, "123"u8.ToArray(), "123" },
        { UniversalTagNumber.VisibleString, "seen"u8.ToArray(), "seen" },
        { UniversalTagNumber.Integer, [5], "#020105" },
        { UniversalTagNumber.UTF8String, [], "" },
    };

    [Theory]
    [MemberData(nameof(Strings))]
    public void Every_string_type_is_read(UniversalTagNumber type, byte[] content, string value) =>
        Assert.Equal(value, Assert.Single(SubjectReader.Read(WithValue(type, content))!.Attributes).Value);

    [Theory]
    [InlineData(UniversalTagNumber.UTF8String, "C3")]
    [InlineData(UniversalTagNumber.UTF8String, "C080")]
    [InlineData(UniversalTagNumber.BMPString, "00")]
    [InlineData(UniversalTagNumber.BMPString, "D83D")]
    [InlineData(UniversalTagNumber.UniversalString, "7FFFFFFF")]
    [InlineData(UniversalTagNumber.UniversalString, "0000D800")]
    public void Invalid_text_is_malformed(UniversalTagNumber type, string content) =>
        Assert.Null(SubjectReader.Read(WithValue(type, Convert.FromHexString(content))));

    [Fact]
    public void A_set_of_several_attributes_is_read_in_any_order()
    {
        byte[] cn = Nested(0x30, Der(0x06, 0x55, 4, 3), Der(0x0C, (byte)'a'));
        byte[] ou = Nested(0x30, Der(0x06, 0x55, 4, 11), Der(0x0C, (byte)'b'));
        Assert.Equal("CN=a, OU=b", SubjectReader.Read(WithSubject(Nested(0x31, cn, ou)))!.ToString());
        Assert.Equal("OU=b, CN=a", SubjectReader.Read(WithSubject(Nested(0x31, ou, cn)))!.ToString());
    }

    [Fact]
    public void An_unknown_type_keeps_its_identifier()
    {
        byte[] subject = Nested(0x31, Nested(0x30, Der(0x06, 0x2A, 3, 4), Der(0x0C, (byte)'a')));
        Assert.Equal(new SubjectAttribute("1.2.3.4", "a"), Assert.Single(SubjectReader.Read(WithSubject(subject))!.Attributes));
    }

    [Fact]
    public void The_version_may_be_absent()
    {
        byte[] certificate = Nested(0x30, Nested(0x30, Der(0x02, 1), Der(0x30), Der(0x30), Der(0x30), Der(0x30)));
        Assert.Empty(SubjectReader.Read(certificate)!.Attributes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3080")]
    [InlineData("30820000")]
    [InlineData("30FF")]
    [InlineData("3000")]
    [InlineData("3084FFFFFFFF")]
    [InlineData("30023000")]
    public void What_is_no_certificate_is_malformed(string hex) => Assert.Null(SubjectReader.Read(Convert.FromHexString(hex)));

    [Fact]
    public void A_subject_is_shown_on_one_bounded_line()
    {
        byte[] hostile = WithValue(UniversalTagNumber.UTF8String, "a\r\nb\u202E\u0000"u8.ToArray());
        string detail = SubjectDetail.Of(SubjectReader.Read(hostile)!);
        Assert.DoesNotContain(detail, c => char.IsControl(c) || c == '\u202E');

        string longName = string.Concat(Enumerable.Repeat("x😀", 5000));
        string flood = SubjectDetail.Of(new CertificateSubject([new SubjectAttribute("CN", longName)]));
        Assert.InRange(flood.Length, 1000, 1025);
        Assert.Equal(flood, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(flood)));
        Assert.Equal("(empty subject)", SubjectDetail.Of(new CertificateSubject([])));
    }

    private static byte[] WithValue(UniversalTagNumber type, byte[] content) =>
        WithSubject(Nested(0x31, Nested(0x30, Der(0x06, 0x55, 4, 3), Der((byte)type, content))));

    private static byte[] WithSubject(byte[] rdns)
    {
        byte[] empty = Der(0x30);
        byte[] tbs = Join(Nested(0xA0, Der(0x02, 2)), Der(0x02, 1), empty, empty, empty, Der(0x30, rdns));
        return Nested(0x30, Der(0x30, tbs), empty, Der(0x03, 0));
    }

    private static byte[] Der(byte tag, params byte[] content) =>
        content.Length < 0x80 ? Join([tag, (byte)content.Length], content) : Join([tag, 0x81, (byte)content.Length], content);

    private static byte[] Nested(byte tag, params byte[][] parts) => Der(tag, Join(parts));
}
