using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Attacks;

/// <summary>Names that resemble an allowed one, or that another parser would take for one.</summary>
public class HostNameTrickTests
{
    private static readonly string[] Allowed = ["origin.test", "*.allowed.test"];

    [Theory]
    // A label boundary is one (tinyproxy issue 627).
    [InlineData("notorigin.test")]
    [InlineData("origin.test.evil.example")]
    [InlineData("sub.origin.test")]
    [InlineData("origin-test")]
    [InlineData("originxtest")]
    [InlineData("evilallowed.test")]
    [InlineData("allowed.test")]
    [InlineData("a.allowed.test.evil.example")]
    [InlineData("a.allowed.testx")]
    // The same to the eye: a homograph in its ASCII form.
    [InlineData("xn--rigin-yed.test")]
    public async Task A_host_that_only_resembles_an_allowed_one_is_forbidden(string host)
    {
        await using var trial = await RefusalTrial.StartAsync(hosts: Allowed);
        RefusalTrial.AssertRefused(await trial.AskForAsync(host), "403", "http_request_denied");
        await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, $"Target host ({host}) is forbidden");
        Assert.Equal(0, trial.Gateway.Names.LookUps);
    }

    [Theory]
    [InlineData("[origin.test]")] // CVE-2022-29188
    [InlineData("[origin.test")]
    [InlineData("origin.test]")]
    [InlineData("user@origin.test")]
    [InlineData("origin.test@evil.example")]
    [InlineData("evil.example\\@origin.test")]
    [InlineData("origin.test:443@evil.example")]
    [InlineData("origin.test/evil.example")]
    [InlineData("origin.test#evil.example")]
    [InlineData("origin.test?evil.example")]
    [InlineData("origin.test;evil.example")]
    [InlineData("origin.test,evil.example")]
    [InlineData("origin.test%00.evil.example")]
    [InlineData("origin%2etest")]
    [InlineData("origin.test%2eevil.example")]
    [InlineData("origin.test..")]
    [InlineData(".origin.test")]
    [InlineData("origin..test")]
    [InlineData("*.allowed.test")]
    [InlineData("-.allowed.test")]
    [InlineData("a-.allowed.test")]
    [InlineData("\u043erigin.test")] // a Cyrillic o
    [InlineData("origin\u3002test")] // an ideographic full stop
    [InlineData("origin\uff0etest")] // a full-width one
    [InlineData("origin\u00ad.test")] // a soft hyphen
    [InlineData("origin\u200b.test")] // a zero-width space
    [InlineData("\u246027.0.0.1")] // a 1 in a circle, and full-width digits, which Windows maps to plain ones
    [InlineData("\uff11\uff12\uff17.0.0.1")]
    [InlineData("\u202etset.nigiro")] // right to left
    [InlineData("origin\u212a.test")] // a Kelvin sign, k in lower case
    [InlineData("o\u0131rigin.test")] // a dotless i, I in upper case
    public async Task A_name_that_parsers_read_differently_is_malformed(string host)
    {
        await using var trial = await RefusalTrial.StartAsync(hosts: Allowed);
        RefusalTrial.AssertRefused(await trial.AskForAsync(host), "400", "http_request_error");
        await trial.AssertNothingContactedAsync();
    }

    [Theory]
    [InlineData(63, 3, "403")]
    [InlineData(64, 3, "400")]
    [InlineData(60, 4, "403")]
    [InlineData(63, 4, "400")] // 255 characters in all
    public async Task A_name_longer_than_DNS_allows_is_malformed(int label, int labels, string status)
    {
        await using var trial = await RefusalTrial.StartAsync();
        string host = string.Join('.', Enumerable.Repeat(new string('a', label), labels));
        Assert.StartsWith($"HTTP/1.1 {status} ", await trial.AskForAsync(host));
        await trial.AssertNothingContactedAsync();
    }

    [Fact]
    public async Task A_forbidden_host_stays_forbidden_in_any_spelling()
    {
        // CVE-2022-24825: a trailing dot or another case led past the list. Here they lead to the same name.
        await using var trial = await RefusalTrial.StartAsync();
        foreach (string host in new[] { "evil.example", "evil.example.", "EVIL.example", "eViL.ExAmPlE." })
            Assert.Contains("The host evil.example is not on", await trial.AskForAsync(host), StringComparison.Ordinal);
        await trial.AssertNothingContactedAsync();
    }
}
