using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Wine;

[Trait("Wine", "yes")]
public sealed class WineServiceTests(WineGateway gateway) : IClassFixture<WineGateway>
{
    private const string Service = "OMSGatewayService";

    // The witness for WinePrefix.UntilStarted, which looks for the same words with another error.
    [ToolFact("wine")]
    public async Task Wine_says_which_program_it_did_not_start()
    {
        ProgramResult result = await gateway.RunAsync("no-such-program");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("ShellExecuteEx failed: File not found.", result.Output, StringComparison.Ordinal);
    }

    [ToolFact("wine")]
    public async Task The_service_starts_serves_reloads_and_stops()
    {
        using var target = new TlsTarget();
        int first = RunningGateway.FreePort(), second = RunningGateway.FreePort();
        await GatewayAsync("config", "set", "ListenPort", $"{first}");
        await GatewayAsync("config", "set", "AllowedPorts", $"{target.Port}");
        await GatewayAsync("config", "set", "AllowedNetworks", "127.0.0.0/8");
        await GatewayAsync("hosts", "add", "localhost");
        Assert.True(File.Exists(Path.Combine(gateway.ConfigurationDirectory, "OMSGateway.config")));

        await SucceedsAsync("sc", "create", Service, "binPath=", $"Z:{gateway.Program.Replace('/', '\\')} service");
        await SucceedsAsync("net", "start", Service);
        await WaitUntilAsync(() => RunningGateway.IsListeningAsync(first), "the service listens");
        Assert.Equal("hello", await RequestAsync(first, target.Port));
        Assert.Equal(1, gateway.CountProcesses());
        Assert.Contains("is running", (await gateway.GatewayAsync("status")).Output, StringComparison.Ordinal);

        await GatewayAsync("config", "set", "ListenPort", $"{second}");
        await WaitUntilAsync(() => RunningGateway.IsListeningAsync(second), "the service has moved");
        await WaitUntilAsync(async () => !await RunningGateway.IsListeningAsync(first), "the old port is closed");
        Assert.Equal("hello", await RequestAsync(second, target.Port));

        await SucceedsAsync("net", "stop", Service);
        await WaitUntilAsync(() => Task.FromResult(gateway.CountProcesses() == 0), "the process has ended");
        string state = (await gateway.RunAsync("sc", "query", Service)).Output;
        Assert.Contains("STOPPED", state, StringComparison.Ordinal);
        Assert.Matches(@"WIN32_EXIT_CODE\s+: 0 ", state);
        Assert.Equal((int)ExitCode.NotRunning, (await gateway.GatewayAsync("status")).ExitCode);
        await SucceedsAsync("sc", "delete", Service);
    }

    /// <summary>The value is written as the policy editor's client does: by another process, while the service runs.</summary>
    [ToolFact("wine")]
    public async Task A_policy_moves_the_running_service_and_is_refused_to_config_set()
    {
        const string Key = @"HKLM\SOFTWARE\Policies\OMS Gateway";
        int first = RunningGateway.FreePort(), second = RunningGateway.FreePort();
        await GatewayAsync("config", "set", "ListenPort", $"{first}");
        await SucceedsAsync("sc", "create", Service, "binPath=", $"Z:{gateway.Program.Replace('/', '\\')} service");
        await SucceedsAsync("net", "start", Service);
        await WaitUntilAsync(() => RunningGateway.IsListeningAsync(first), "the service listens");

        await SucceedsAsync("reg", "add", Key, "/v", "ListenPort", "/t", "REG_DWORD", "/d", $"{second}", "/f");
        await WaitUntilAsync(() => RunningGateway.IsListeningAsync(second), "the service has moved");
        ProgramResult refused = await gateway.GatewayAsync("config", "set", "ListenPort", $"{first}");
        Assert.Equal((int)ExitCode.InvalidConfiguration, refused.ExitCode);
        Assert.Contains("ListenPort is set by Group Policy", refused.Output, StringComparison.Ordinal);
        Assert.Matches($@"ListenPort +{second}  \(set by policy\)", (await gateway.GatewayAsync("config", "get")).Output);

        await SucceedsAsync("reg", "delete", Key, "/f");
        await WaitUntilAsync(() => RunningGateway.IsListeningAsync(first), "the service goes by its file again");
        await SucceedsAsync("net", "stop", Service);
        await WaitUntilAsync(() => Task.FromResult(gateway.CountProcesses() == 0), "the process has ended");
        await SucceedsAsync("sc", "delete", Service);
    }

    [ToolFact("wine")]
    public async Task A_service_with_an_invalid_file_stops_with_its_exit_code()
    {
        string directory = gateway.Path(@"C:\invalid");
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "OMSGateway.config"), "<not xml");
        await SucceedsAsync("sc", "create", "Invalid", "binPath=", $@"Z:{gateway.Program.Replace('/', '\\')} service --config-dir C:\invalid");
        await gateway.RunAsync("net", "start", "Invalid");
        await WaitUntilAsync(
            async () => (await gateway.RunAsync("sc", "query", "Invalid")).Output.Contains("SERVICE_EXIT_CODE  : 3 ", StringComparison.Ordinal),
            "the service has stopped with exit code 3");
        await SucceedsAsync("sc", "delete", "Invalid");
    }

    [ToolFact("wine")]
    public async Task A_service_whose_port_is_taken_says_so_and_starts_once_it_is_free()
    {
        string[] at = ["--config-dir", @"C:\taken"];
        using var taken = new TcpListener(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
        taken.Start();
        await GatewayAsync([.. at, "config", "set", "ListenPort", $"{((IPEndPoint)taken.LocalEndpoint).Port}"]);
        await SucceedsAsync("sc", "create", "Taken", "binPath=", $@"Z:{gateway.Program.Replace('/', '\\')} service --config-dir C:\taken");
        Task<ProgramResult> start = gateway.RunAsync("sc", "start", "Taken");
        await WaitUntilAsync(() => StateIsAsync("START_PENDING"), "the service waits for the port");
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.True(await StateIsAsync("START_PENDING"), "the service is still starting");

        taken.Stop();

        await WaitUntilAsync(() => StateIsAsync("RUNNING"), "the service runs");
        await start;
        await SucceedsAsync("net", "stop", "Taken");
        await SucceedsAsync("sc", "delete", "Taken");

        async Task<bool> StateIsAsync(string state) =>
            (await gateway.RunAsync("sc", "query", "Taken")).Output.Contains(state, StringComparison.Ordinal);
    }

    /// <summary>
    /// What WinHTTP says of its own settings, here Wine's: the registry holds them as 'netsh winhttp set proxy' writes them, which Wine
    /// does not have (three numbers, and the two lists with their lengths; Wine's dlls/winhttp/session.c).
    /// </summary>
    [ToolFact("wine")]
    public async Task The_proxy_of_WinHTTP_is_used_with_its_exceptions()
    {
        string[] at = ["--config-dir", @"C:\system"];
        await SetWinHttpAsync("http=plain:8080;https=secure:3128", "<local>;*.contoso.com");
        await GatewayAsync([.. at, "config", "set", "HostPolicy", "ReportOnly"]);
        await GatewayAsync([.. at, "config", "set", "RelayProxyMode", "System"]);

        const string Directly = "dialled directly, since the system's proxy settings except it";
        Assert.Contains(Directly, (await gateway.GatewayAsync([.. at, "hosts", "check", "www.contoso.com"])).Output, StringComparison.Ordinal);
        Assert.Contains(Directly, (await gateway.GatewayAsync([.. at, "hosts", "check", "intranet"])).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Directly, (await gateway.GatewayAsync([.. at, "hosts", "check", "www.fabrikam.com"])).Output, StringComparison.Ordinal);
    }

    /// <summary>Only the squid that WinHTTP names knows the one name, and it serves no other.</summary>
    [ToolFact("wine")]
    public async Task A_tunnel_goes_through_the_proxy_of_WinHTTP_unless_it_excepts_the_target()
    {
        const string Name = "Relayed", Known = "only.squid.test";
        string[] at = ["--config-dir", @"C:\relayed"];
        using var target = new TlsTarget();
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(_ => $"acl known dstdomain {Known}\nhttp_access allow known", hosts: [Known]);
        int port = RunningGateway.FreePort();
        await SetWinHttpAsync($"https=127.0.0.1:{squid.Port}", "<local>");
        await GatewayAsync([.. at, "config", "set", "ListenPort", $"{port}"]);
        await GatewayAsync([.. at, "config", "set", "AllowedPorts", $"{target.Port}"]);
        await GatewayAsync([.. at, "config", "set", "AllowedNetworks", "127.0.0.0/8"]);
        await GatewayAsync([.. at, "config", "set", "RelayProxyMode", "System"]);
        foreach (string host in (string[])["localhost", Known]) await GatewayAsync([.. at, "hosts", "add", host]);
        await SucceedsAsync("sc", "create", Name, "binPath=", $@"Z:{gateway.Program.Replace('/', '\\')} service --config-dir C:\relayed");
        await SucceedsAsync("net", "start", Name);
        await WaitUntilAsync(() => RunningGateway.IsListeningAsync(port), "the service listens");

        Assert.StartsWith("HTTP/1.1 200", await AskAsync(Known));
        Assert.StartsWith("HTTP/1.1 200", await AskAsync("localhost"));
        await SetWinHttpAsync($"https=127.0.0.1:{squid.Port}", "");
        await WaitUntilAsync(async () => !(await AskAsync("localhost")).StartsWith("HTTP/1.1 200", StringComparison.Ordinal), "the exception is gone");
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(Known));

        await SucceedsAsync("net", "stop", Name);
        await SucceedsAsync("sc", "delete", Name);

        async Task<string> AskAsync(string host)
        {
            await using NetworkStream client = await TlsTunnel.DialAsync(new IPEndPoint(IPAddress.Loopback, port));
            return await TlsTunnel.AskAsync(client, host, target.Port);
        }
    }

    private async Task SetWinHttpAsync(string proxies, string exceptions)
    {
        byte[] settings = [0x18, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, .. Counted(proxies), .. Counted(exceptions)];
        await SucceedsAsync("reg", "add", @"HKLM\Software\Microsoft\Windows\CurrentVersion\Internet Settings\Connections", "/v", "WinHttpSettings",
            "/t", "REG_BINARY", "/d", Convert.ToHexString(settings), "/f", "/reg:64");

        static byte[] Counted(string text) => [.. BitConverter.GetBytes(text.Length), .. System.Text.Encoding.ASCII.GetBytes(text)];
    }

    [ToolFact("wine")]
    public async Task In_a_console_the_program_shows_help()
    {
        ProgramResult result = await gateway.GatewayAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    [ToolFact("wine")]
    public async Task The_password_is_protected_by_Windows_and_a_tampered_one_is_refused()
    {
        string[] at = ["--config-dir", @"C:\secret"];
        ProgramResult set = await gateway.GatewayWithInputAsync("s3cret-pass\n", [.. at, "relay", "set", "proxy.contoso.com", "--user", "gateway"]);
        Assert.True(set.ExitCode == 0, set.ToString());
        string path = gateway.Path(@"C:\secret\OMSGateway.config"), text = await File.ReadAllTextAsync(path);
        Match secret = Regex.Match(text, "<RelayProxyPassword>dpapi1:([^<]+)<");
        Assert.True(secret.Success, text);
        Assert.Equal(0, (await gateway.GatewayAsync([.. at, "validate"])).ExitCode);
        Assert.Contains("password set", (await gateway.GatewayAsync([.. at, "relay", "get"])).Output, StringComparison.Ordinal);

        // The last bytes are the checksum over the whole.
        byte[] blob = Convert.FromBase64String(secret.Groups[1].Value);
        blob[^1] ^= 1;
        await File.WriteAllTextAsync(path, text.Replace(secret.Groups[1].Value, Convert.ToBase64String(blob), StringComparison.Ordinal));
        ProgramResult tampered = await gateway.GatewayAsync([.. at, "validate"]);
        Assert.Equal((int)ExitCode.InvalidConfiguration, tampered.ExitCode);
        Assert.Contains("was altered", tampered.Output, StringComparison.Ordinal);
    }

    private async Task GatewayAsync(params string[] arguments) => await SucceedsAsync([gateway.Program, .. arguments]);

    private async Task SucceedsAsync(params string[] arguments)
    {
        ProgramResult result = await gateway.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result}");
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> condition, string what)
    {
        var time = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(time.Elapsed < Patience.Limit, $"not in time: {what}");
            await Task.Delay(100);
        }
    }

    /// <summary>What the TLS server behind the gateway says.</summary>
    private static async Task<string> RequestAsync(int gateway, int target)
    {
        using var handler = new SocketsHttpHandler
        {
            Proxy = new WebProxy($"http://127.0.0.1:{gateway}"),
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
        };
        using var client = new HttpClient(handler) { Timeout = Patience.Limit };
        return await client.GetStringAsync($"https://localhost:{target}/");
    }
}
