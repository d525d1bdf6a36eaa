using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Attacks;

/// <summary>Server-side request forgery: ways to the gateway's own machine, to its network and to a cloud's metadata.</summary>
public class AddressTrickTests
{
    [Theory]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.8.9.1", "loopback")]
    [InlineData("::1", "loopback")]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("::", "unspecified")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("168.63.129.16", "metadata service")]
    [InlineData("fd00:ec2::254", "metadata service")]
    // IPv4 within IPv6 (CVE-2026-44492, CVE-2026-44232): mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP.
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::127.0.0.1", "loopback")]
    [InlineData("::ffff:0:127.0.0.1", "loopback")]
    [InlineData("64:ff9b::7f00:1", "loopback")]
    [InlineData("64:ff9b:1::a9fe:a9fe", "link-local")]
    [InlineData("2002:7f00:1::1", "loopback")]
    [InlineData("2001:0:5db8:d822::80ff:fffe", "loopback")]
    [InlineData("fd00::5efe:127.0.0.1", "loopback")]
    public async Task A_name_that_leads_to_a_forbidden_address(string address, string kind)
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { AllowedNetworks = [] });
        trial.Gateway.Names.Set("origin.test", address);

        string answer = await trial.AskForAsync("origin.test");

        RefusalTrial.AssertRefused(answer, "403", "destination_ip_prohibited");
        await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, $"origin.test leads to the {kind} address {IPAddress.Parse(address)}");
    }

    [Theory]
    [InlineData("127.0.0.1", "http_request_denied")]
    [InlineData("169.254.169.254", "destination_ip_prohibited")]
    [InlineData("[::1]", "http_request_denied")]
    [InlineData("[::ffff:169.254.169.254]", "destination_ip_prohibited")]
    public async Task An_address_is_reached_only_when_it_is_listed_itself(string address, string error)
    {
        await using var trial = await RefusalTrial.StartAsync();
        RefusalTrial.AssertRefused(await trial.AskForAsync(address), "403", error);
        await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, "is forbidden");
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("169.254.169.254", "169.254.169.254")]
    [InlineData("::ffff:7f00:1", "[::ffff:127.0.0.1]")]
    public async Task A_listed_address_is_still_not_one_of_the_gateway_s_own_networks(string listed, string asked)
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { AllowedNetworks = [] }, hosts: listed);
        RefusalTrial.AssertRefused(await trial.AskForAsync(asked), "403", "destination_ip_prohibited");
        await trial.AssertNotReachedAsync();
    }

    [Fact]
    public async Task Report_only_opens_no_address()
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { HostPolicy = HostPolicyMode.ReportOnly, AllowedNetworks = [] });
        trial.Gateway.Names.Set("metadata.example", "169.254.169.254");
        RefusalTrial.AssertRefused(await trial.AskForAsync("metadata.example"), "403", "destination_ip_prohibited");
        RefusalTrial.AssertRefused(await trial.AskForAsync("127.0.0.1"), "403", "destination_ip_prohibited");
        await trial.AssertNotReachedAsync();
    }

    [Fact]
    public async Task The_gateway_itself_is_forbidden_even_where_loopback_is_allowed()
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { AllowedPorts = [.. Enumerable.Range(1, 65535)] });

        string answer = await trial.AskAsync($"CONNECT origin.test:{trial.Gateway.Port} HTTP/1.1\r\n\r\n");

        RefusalTrial.AssertRefused(answer, "403", "destination_ip_prohibited");
        await trial.AssertRefusedAsync(EventIds.Forbidden, LogLevel.Error, "the gateway's own address 127.0.0.1");
    }

    [Fact]
    public async Task A_second_DNS_answer_changes_nothing()
    {
        // Rebinding: the answer that is judged is the one that is dialled, and there is no second question.
        await using var trial = await RefusalTrial.StartAsync();
        int asked = 0;
        trial.Gateway.Names.Set("origin.test", _ => Task.FromResult(
            Interlocked.Increment(ref asked) == 1 ? [IPAddress.Loopback] : new[] { IPAddress.Parse("169.254.169.254") }));

        using GatewayClient client = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);

        Assert.Equal(1, asked);
        Assert.Equal(1, trial.Origin.Connections);
    }

    [Theory]
    [InlineData("127.0.0.2", "127.0.0.3", "::ffff:127.0.0.2")]
    [InlineData("127.0.0.3", "127.0.0.2")]
    public async Task Of_several_addresses_only_permitted_ones_are_dialled(params string[] addresses)
    {
        await using Origin hidden = Origin.Echo(IPAddress.Parse("127.0.0.2"));
        await using var trial = await RefusalTrial.StartAsync(s => s with
        {
            AllowedPorts = [hidden.Port],
            AllowedNetworks = [IpNetwork.Parse("127.0.0.3/32")],
        });
        // Nobody listens on 127.0.0.3, so that every address is tried that may be.
        trial.Gateway.Names.Set("origin.test", addresses);

        string answer = await trial.AskAsync($"CONNECT origin.test:{hidden.Port} HTTP/1.1\r\n\r\n");

        RefusalTrial.AssertRefused(answer, "502", "destination_unavailable");
        Assert.Equal(0, hidden.Connections);
    }
}
