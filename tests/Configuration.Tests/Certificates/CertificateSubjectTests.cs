using System.Security.Cryptography.X509Certificates;
using OmsGateway.Configuration.Certificates;

namespace OmsGateway.Configuration.Tests.Certificates;

public class CertificateSubjectTests
{
    [Theory]
    [InlineData("mycert", "CN=mycert")]
    [InlineData("  my cert  ", "CN=my cert")]
    [InlineData("gateway01.contoso.com", "CN=gateway01.contoso.com")]
    [InlineData("cn = a , ou=b;O = c+L=d", "CN=a, OU=b, O=c, L=d")]
    [InlineData("CN=a,OU=b", "CN=a, OU=b")]
    [InlineData("2.5.4.3=a, OID.2.5.4.10=b, 1.2.3.4=c", "CN=a, O=b, 1.2.3.4=c")]
    [InlineData("S=a, E=b@c, commonName=d", "ST=a, E=b@c, CN=d")]
    [InlineData("O=\"Contoso, Ltd.\", CN=a", "O=Contoso\\, Ltd., CN=a")]
    [InlineData("O=\"Contoso \"\"Ltd\"\"\"", "O=Contoso \\\"Ltd\\\"")]
    [InlineData("O=Contoso\\, Ltd.", "O=Contoso\\, Ltd.")]
    [InlineData("O=Contoso\\2C Ltd.", "O=Contoso\\, Ltd.")]
    [InlineData("CN=Lu\\C4\\8Di\\C4\\87", "CN=Lučić")]
    [InlineData("CN=\\ a\\ ", "CN=\\20a\\20")]
    [InlineData("CN=\\#a", "CN=\\#a")]
    [InlineData("CN=C# team", "CN=C# team")]
    [InlineData("CN=#0C0161", "CN=a")]
    [InlineData("CN=a=b", "CN=a\\=b")]
    [InlineData("CN=🐴", "CN=🐴")]
    public void A_subject_is_read_as_RFC_4514_and_Windows_write_it(string text, string expected)
    {
        Assert.Equal(expected, Parse(text).ToString());
        Assert.Equal(Parse(text), Parse(expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("CN=")]
    [InlineData("=a")]
    [InlineData("CN=a,")]
    [InlineData(",CN=a")]
    [InlineData("CN=a,,O=b")]
    [InlineData("a, b")]
    [InlineData("CN=a, b")]
    [InlineData("NOPE=a")]
    [InlineData("1=a")]
    [InlineData("1..2=a")]
    [InlineData("1.02=a")]
    [InlineData("CN=\"a")]
    [InlineData("CN=\"a\"b")]
    [InlineData("CN=a\"b\"")]
    [InlineData("CN=a\\")]
    [InlineData("CN=a\\x")]
    [InlineData("CN=\\FF")]
    [InlineData("CN=#0C")]
    [InlineData("CN=#0C05aa")]
    [InlineData("CN=#020101")]
    [InlineData("CN=#zz")]
    [InlineData("CN=#")]
    [InlineData("CN=a\nO=b")]
    [InlineData("CN=a\0")]
    public void What_is_no_subject_is_refused(string text)
    {
        Assert.False(CertificateSubject.TryParse(text, out CertificateSubject? subject, out string? error));
        Assert.Null(subject);
        Assert.False(string.IsNullOrEmpty(error));
    }

    [Theory]
    [InlineData("CN=a, O=b", "O=b, CN=a", true)]
    [InlineData("CN=Worker  01, O=CONTOSO", "o=contoso;cn= worker 01", true)]
    [InlineData("CN=a, CN=b", "CN=b, CN=a", true)]
    [InlineData("CN=a, CN=a", "CN=a", false)]
    [InlineData("CN=a", "CN=a, O=b", false)]
    [InlineData("CN=a", "O=a", false)]
    [InlineData("CN=a b", "CN=ab", false)]
    [InlineData("CN=ÄÖ", "CN=äö", true)]
    [InlineData("CN=a\\, O\\=Microsoft", "CN=a, O=Microsoft", false)]
    public void Subjects_are_compared_as_sets_of_attributes(string left, string right, bool expected)
    {
        Assert.Equal(expected, Parse(left).Equals(Parse(right)));
        if (expected) Assert.Equal(Parse(left).GetHashCode(), Parse(right).GetHashCode());
    }

    [Fact]
    public void No_value_can_pass_for_two_attributes()
    {
        var hostile = new CertificateSubject([new("CN", "a, O=Microsoft")]);
        Assert.Equal("CN=a\\, O\\=Microsoft", hostile.ToString());
        Assert.NotEqual(Parse("CN=a, O=Microsoft"), hostile);
        Assert.Equal(hostile, Parse(hostile.ToString()));
        Assert.NotEqual(new CertificateSubject([new("CN", "A"), new("CN", "B")]), new CertificateSubject([new("CN", "ACNB")]));
        // The comparison's own notation as a value.
        Assert.NotEqual(new CertificateSubject([new("CN", "A"), new("CN", "B")]), new CertificateSubject([new("CN", "A2:CN1:B")]));
    }

    [Theory]
    [InlineData("a\r\n2026-01-01 ERROR forged")]
    [InlineData("a\0b")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u001b[31mb")]
    [InlineData("\ud800")]
    [InlineData(" a,+\"\\<>;=# ")]
    [InlineData("#a")]
    [InlineData("")]
    public void The_text_of_a_hostile_subject_is_one_printable_line(string value)
    {
        string text = new CertificateSubject([new("CN", value), new("O", "b")]).ToString();
        Assert.All(text, c => Assert.True(Printable.IsPrintable(c)));
        Assert.EndsWith(", O=b", text);
        if (value is "" or "\ud800") return;
        Assert.Equal(value, Parse(text).Attributes[0].Value);
    }

    [Fact]
    public void Names_written_by_NET_and_Windows_are_read()
    {
        var name = new X500DistinguishedName("CN=\"a, b\", OU=x+OU=y, O=\"q \"\"r\"\"\", 1.2.3.4=z, S=st, E=m@n", X500DistinguishedNameFlags.None);
        Assert.Equal(Parse("CN=a\\, b,OU=x,OU=y,O=q \\\"r\\\",1.2.3.4=z,ST=st,E=m@n"), Parse(name.Name));
    }

    [Fact]
    public void Random_text_never_crashes_and_what_is_read_reads_back()
    {
        var random = new Random(7);
        const string Alphabet = "CNOU=,;+\\\"# ab0F<>.2ü";
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            if (CertificateSubject.TryParse(text, out CertificateSubject? subject, out _)) Assert.Equal(subject, Parse(subject.ToString()));
        }
    }

    private static CertificateSubject Parse(string text)
    {
        Assert.True(CertificateSubject.TryParse(text, out CertificateSubject? subject, out string? error), error);
        return subject!;
    }
}
