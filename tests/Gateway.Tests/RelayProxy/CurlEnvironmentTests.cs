using System.Globalization;
using System.Text.RegularExpressions;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.SystemProxies;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>Whether the environment's proxy settings are read as curl reads them, by where a real curl connects to.</summary>
public sealed partial class CurlEnvironmentTests
{
    [ToolTheory("curl")]
    [InlineData("ample.test", "ample.test")]
    [InlineData("ample.test", "www.ample.test")]
    [InlineData("ample.test", "www.example.test")]
    [InlineData("ample.test", "ample.test.org")]
    [InlineData(".ample.test", "www.ample.test")]
    [InlineData(".ample.test", "ample.test")]
    [InlineData("other.test, AMPLE.test", "www.ample.test")]
    [InlineData("*", "www.ample.test")]
    [InlineData("127.1.0.0/16", "127.1.3.4")]
    [InlineData("127.1.9.9/16", "127.1.3.4")]
    [InlineData("127.1.0.0/16", "127.2.3.4")]
    [InlineData("127.1.3.4", "127.1.3.4")]
    [InlineData("ample.test.", "ample.test")]
    public async Task Exceptions_are_those_of_curl(string exceptions, string target)
    {
        int proxy = LoopbackPort.Free(), port = LoopbackPort.Free();
        SystemProxy system = Read(("https_proxy", $"http://127.0.0.1:{proxy}"), ("no_proxy", exceptions));
        int dialled = await AskCurlAsync(target, port, $"https_proxy=http://127.0.0.1:{proxy}", $"no_proxy={exceptions}");
        Assert.Equal(dialled == port, system.Excepts(HostName.Parse(target)));
        Assert.Contains(dialled, new[] { port, proxy });
    }

    [ToolTheory("curl")]
    [InlineData("https_proxy=http://127.0.0.1")]
    [InlineData("https_proxy=127.0.0.1:9 all_proxy=http://127.0.0.1:19")]
    [InlineData("HTTPS_PROXY=127.0.0.1:9 https_proxy=http://127.0.0.1:19/")]
    [InlineData("https_proxy= HTTPS_PROXY=http://user:p%40ss@127.0.0.1:9")]
    [InlineData("ALL_PROXY=http://127.0.0.1:9 http_proxy=http://127.0.0.1:19")]
    public async Task The_proxy_is_that_of_curl(string variables)
    {
        string[] settings = variables.Split(' ');
        SystemProxy system = Read(
            [.. settings.Select(s => (s[..s.IndexOf('=', StringComparison.Ordinal)], s[(s.IndexOf('=', StringComparison.Ordinal) + 1)..]))]);
        Assert.Equal(await AskCurlAsync("a.test", LoopbackPort.Free(), settings), Assert.Single(system.Proxies).Port);
    }

    private static SystemProxy Read(params (string Name, string Value)[] variables) => new EnvironmentProxySource(
        name => variables.FirstOrDefault(v => v.Name == name).Value).Read();

    /// <summary>The port that curl dialled for a target at 127.0.0.1, where nobody listens.</summary>
    private static async Task<int> AskCurlAsync(string target, int port, params string[] environment)
    {
        string[] clean = ["-u", "https_proxy", "-u", "HTTPS_PROXY", "-u", "all_proxy", "-u", "ALL_PROXY", "-u", "no_proxy", "-u", "NO_PROXY"];
        ProgramResult result = await ProgramRunner.RunAsync(
            "env", [.. clean, .. environment, "curl", "-sS", "--resolve", $"{target}:{port}:127.0.0.1", $"https://{target}:{port}/"]);
        Match failure = Failure().Match(result.Errors);
        Assert.True(failure.Success, result.ToString());
        return int.Parse(failure.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Failed to connect to \S+ port (\d+)")]
    private static partial Regex Failure();
}
