using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Access;

/// <summary>What curl, with a client certificate, shows of the certificates of a group. Up to TLS 1.2 the gateway sees them.</summary>
[Trait("Native", "yes")]
public sealed class GroupCertificateTests : IDisposable
{
    private const string Till = "till-7", Office = "office-1", OfTills = "127.1.0.1", OfOthers = "127.2.0.1";

    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new(asksForCertificate: true);
    private readonly TestAuthority _authority = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task A_group_goes_by_its_own_and_the_others_by_the_common_list()
    {
        int port = await _program.AllowAsync(_target.Port);
        await _program.DoAsync("groups", "set", "tills", "--clients", "127.1.0.0/16");
        await _program.DoAsync("hosts", "add", "localhost", "--group", "tills");
        await _program.DoAsync("certificates", "add", Till, "--group", "tills");
        await _program.DoAsync("certificates", "add", Office);
        foreach (string name in (string[])[Till, Office]) Issue(name);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");

        await PassesAsync(OfTills, Till);
        await PassesAsync(OfOthers, Office);
        await IsRefusedAsync(OfTills, Office);
        await IsRefusedAsync(OfOthers, Till);
        await gateway.WaitForAsync($"Invalid Client certificate: CN={Office}. Client {OfTills}:");
        await gateway.WaitForAsync($"Invalid Client certificate: CN={Till}. Client {OfOthers}:");

        await _program.DoAsync("certificates", "add", Office, "--group", "tills");
        await gateway.WaitForAsync($"allowed client certificates of group tills: 1 added (CN={Office})");
        await PassesAsync(OfTills, Office);

        async Task PassesAsync(string from, string certificate)
        {
            ProgramResult result = await CurlAsync(from, certificate);
            Assert.True(result is { ExitCode: 0, Output: "hello" }, result.ToString());
        }

        async Task IsRefusedAsync(string from, string certificate)
        {
            ProgramResult result = await CurlAsync(from, certificate);
            // CURLE_SSL_CONNECT_ERROR (libcurl-errors(3)), by the alert access_denied (RFC 5246, 7.2.2).
            Assert.True(result.ExitCode == 35 && result.Errors.Contains("alert access denied", StringComparison.Ordinal), result.ToString());
        }

        Task<ProgramResult> CurlAsync(string from, string certificate) => ProgramRunner.RunAsync("curl",
            ["-sSk", "--tls-max", "1.2", "--cert", _folder[$"{certificate}.pem"], "--key", _folder[$"{certificate}.key"], "--interface", from,
                "--proxy", $"http://127.0.0.1:{port}", "--noproxy", "", $"https://localhost:{_target.Port}/"]);
    }

    private void Issue(string name)
    {
        (string certificate, string key) = _authority.Issue(name);
        File.WriteAllText(_folder[$"{name}.pem"], certificate);
        File.WriteAllText(_folder[$"{name}.key"], key);
    }
}
