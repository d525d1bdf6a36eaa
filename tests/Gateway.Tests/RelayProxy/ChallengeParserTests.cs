using OmsGateway.Gateway.RelayProxy.Authentication;

namespace OmsGateway.Gateway.Tests.RelayProxy;

public sealed class ChallengeParserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" , ,\t,", "")]
    [InlineData("Negotiate", "Negotiate")]
    [InlineData("NTLM TlRMTVNTUAAC+/==", "NTLM=TlRMTVNTUAAC+/==")]
    [InlineData("NTLM   abc==  ", "NTLM=abc==")]
    [InlineData("Negotiate, NTLM,Basic realm=\"x\"", "Negotiate NTLM Basic")]
    [InlineData("Basic realm=\"a, Negotiate b\", NTLM", "Basic NTLM")]
    [InlineData("Basic realm=\"a \\\" , NTLM\", charset=\"UTF-8\" , Negotiate abc=, NTLM", "Basic Negotiate=abc= NTLM")]
    [InlineData("Digest realm=\"r\", nonce=abc, qop=\"auth,auth-int\", Basic realm=r", "Digest Basic")]
    [InlineData("Digest realm = \"r\" , nonce = abc,Basic realm = r", "Digest Basic")]
    [InlineData("Basic realm=r , NTLM", "Basic NTLM")]
    [InlineData("Basic realm=\"never closed, NTLM", "Basic")]
    [InlineData("Basic realm=\"ends in \\", "Basic")]
    [InlineData("\"quoted, NTLM\", Basic", "Basic")]
    [InlineData("=, (NTLM), Basic", "Basic")]
    [InlineData("NTLM a b, Basic", "NTLM Basic")]
    public void Challenges_are_told_from_parameters(string value, string expected)
    {
        IEnumerable<string> challenges =
            ChallengeParser.Parse(value).Select(c => c.Token is null ? c.Scheme : $"{c.Scheme}={c.Token}");
        Assert.Equal(expected, string.Join(' ', challenges));
    }

    [Fact]
    public void Parsing_ends_whatever_it_is_given()
    {
        var random = new Random(4711);
        const string Alphabet = "aN=,\"\\ \t(/é";
        for (int i = 0; i < 20_000; i++)
        {
            string value = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            Assert.InRange(ChallengeParser.Parse(value).Take(100).Count(), 0, 20);
        }
    }
}
