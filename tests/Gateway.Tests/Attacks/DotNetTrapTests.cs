using System.Globalization;
using System.Net;
using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Attacks;

/// <summary>
/// What .NET's own parsers accept, shown first, and the gateway must not. Where .NET grows stricter the first assertion
/// fails, and the case may go.
/// </summary>
public class DotNetTrapTests
{
    [Theory]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0x7f000001")]
    [InlineData("0177.0.0.1")]
    [InlineData("1")]
    [InlineData("[::1]")]
    [InlineData("::1%1")]
    public async Task IPAddress_reads_shorthand_for_the_gateway_s_own_machine(string host)
    {
        Assert.True(IPAddress.TryParse(host, out IPAddress? address));
        await using var trial = await RefusalTrial.StartAsync(s => s with { AllowedNetworks = [] }, hosts: "origin.test");
        Assert.Matches("^HTTP/1.1 40[03] ", await trial.AskForAsync(host));
        await trial.AssertNothingContactedAsync();
    }

    [Fact]
    public async Task IPAddress_reads_an_address_with_a_port()
    {
        Assert.True(IPAddress.TryParse("[::1]:443", out _));
        await using var trial = await RefusalTrial.StartAsync();
        Assert.StartsWith("HTTP/1.1 400 ", await trial.AskForAsync("[::1]:443"));
        await trial.AssertNothingContactedAsync();
    }

    [Theory]
    [InlineData("fe80::1%25eth0")]
    [InlineData("fe80::1%eth0")]
    public async Task IPAddress_drops_a_zone(string address)
    {
        // Go's CVE-2025-22870 was of this kind.
        Assert.Equal(IPAddress.Parse("fe80::1").GetAddressBytes(), IPAddress.Parse(address).GetAddressBytes());
        await using var trial = await RefusalTrial.StartAsync(hosts: "fe80::1");
        Assert.StartsWith("HTTP/1.1 400 ", await trial.AskForAsync($"[{address}]"));
        await trial.AssertNothingContactedAsync();
    }

    [Theory]
    [InlineData("127.0.0.1.")]
    [InlineData("169.254.169.254.")]
    public async Task Uri_takes_an_address_with_a_dot_for_a_name(string host)
    {
        Assert.Equal(UriHostNameType.Dns, Uri.CheckHostName(host));
        await using var trial = await RefusalTrial.StartAsync(hosts: "origin.test");
        Assert.StartsWith("HTTP/1.1 400 ", await trial.AskForAsync(host));
        await trial.AssertNothingContactedAsync();
    }

    [Fact]
    public async Task IdnMapping_makes_an_address_of_a_name()
    {
        const string Host = "127\u30020\u30020\u30021";
        Assert.Equal("127.0.0.1", new IdnMapping().GetAscii(Host));
        await using var trial = await RefusalTrial.StartAsync(hosts: "127.0.0.1");
        Assert.StartsWith("HTTP/1.1 400 ", await trial.AskForAsync(Host));
        await trial.AssertNothingContactedAsync();
    }

    [Theory]
    [InlineData("+443")]
    [InlineData("443\0")]
    public async Task Int_reads_more_than_digits(string port)
    {
        Assert.True(int.TryParse(port, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) && number == 443);
        await using var trial = await RefusalTrial.StartAsync(s => s with { AllowedPorts = [443] });
        Assert.StartsWith("HTTP/1.1 400 ", await trial.AskAsync($"CONNECT origin.test:{port} HTTP/1.1\r\n\r\n"));
        await trial.AssertNothingContactedAsync();
    }
}
