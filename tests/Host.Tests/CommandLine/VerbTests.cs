using OmsGateway.Configuration;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

[Trait("Native", "yes")]
public sealed class VerbTests : IDisposable
{
    private const string Password = "s3cret-pass";

    private readonly GatewayProgram _program = new();

    public void Dispose() => _program.Dispose();

    private async Task<ProgramResult> FailsAsync(ExitCode code, params string[] arguments)
    {
        ProgramResult result = await _program.RunAsync(arguments);
        Assert.True(result.ExitCode == (int)code, result.ToString());
        Assert.NotEmpty(result.Errors + result.Output);
        return result;
    }

    [Fact]
    public async Task Without_a_verb_help_is_shown_in_a_console() => Assert.Contains("Usage:", await _program.DoAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task Help_lists_every_verb_and_the_exit_codes()
    {
        string help = await _program.DoAsync("--help");
        foreach (string text in (string[])["run", "validate", "status", "clients", "drain", "resume", "config", "hosts", "certificates", "groups", "relay",
            "Exit codes"])
            Assert.Contains(text, help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_that_of_the_assembly()
    {
        ProgramResult result = await GatewayProgram.RunBareAsync("--version");
        Assert.Equal(ProductVersion.Text, result.Output.Trim());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("config", "set", "ListenPort")]
    [InlineData("hosts")]
    [InlineData("hosts", "check", "a.example.com", "--port", "many")]
    public async Task A_wrong_command_line_exits_with_2(params string[] arguments) => await FailsAsync(ExitCode.Usage, arguments);

    [Fact]
    public async Task The_verb_service_says_in_a_console_how_to_start_it()
    {
        ProgramResult result = await FailsAsync(ExitCode.Failure, "service");
        Assert.Contains("net start OMSGatewayService", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_reads_presets_of_one_s_own_and_names_lists_of_no_group()
    {
        string own = Path.Combine(_program.Directory, "OMSGateway.presets.xml");
        await File.WriteAllTextAsync(own, "<presets>\n<preset name='AzureArc' summary='.'/>\n</presets>");
        string list = Path.Combine(_program.Directory, "allowedlist_server.ghost.txt");
        await File.WriteAllTextAsync(list, "a.contoso.com\n");

        ProgramResult result = await FailsAsync(ExitCode.InvalidConfiguration, "validate");

        Assert.Contains($"error: {own}(2): <preset>: the name 'AzureArc' is taken", result.Errors, StringComparison.Ordinal);
        Assert.Contains($"warning: {list}: this list is not read, since there is no group 'ghost'", result.Errors, StringComparison.Ordinal);
        File.Delete(own);
        await _program.DoAsync("validate");
    }

    [Fact]
    public async Task Remove_names_the_list_that_the_entry_is_not_on()
    {
        ProgramResult set = await _program.RunAsync("groups", "set", "pos", "--clients", "10.1.0.0/16");
        Assert.Contains("Warning: The clients of group pos are now refused every host", set.Errors, StringComparison.Ordinal);
        Assert.StartsWith($"Unchanged: a.contoso.com is not on the list of group pos; '{SystemCommand.Program} hosts list --group pos' shows it.",
            await _program.DoAsync("hosts", "remove", "--group", "pos", "a.contoso.com"));
        Assert.EndsWith($"'{SystemCommand.Program} certificates list' shows it.", (await _program.DoAsync("certificates", "remove", "CN=a")).TrimEnd(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relay_without_a_password_warns_and_shows_each_proxy_once()
    {
        ProgramResult set = await _program.RunWithInputAsync("\n", "relay", "set", "proxy1:3128", "--user", "gateway");
        Assert.Contains("Warning: no password was given", set.Errors, StringComparison.Ordinal);
        await _program.DoAsync("config", "set", "RelayProxyFallbacks", "proxy1:3128");
        string shown = await _program.DoAsync("relay", "get");
        Assert.Single(shown.Split('\n'), line => line.Contains("proxy1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Config_sets_shows_and_resets()
    {
        await _program.DoAsync("config", "set", "listenport", "8090");
        Assert.Equal("8090", (await _program.DoAsync("config", "get", "ListenPort")).Trim());
        Assert.Matches(@"ListenPort +8090\r?\n", await _program.DoAsync("config", "get"));
        await _program.DoAsync("config", "reset", "ListenPort");
        Assert.Equal("8080", (await _program.DoAsync("config", "get", "ListenPort")).Trim());
    }

    [Fact]
    public async Task An_invalid_value_exits_with_3_and_changes_nothing()
    {
        ProgramResult result = await FailsAsync(ExitCode.InvalidConfiguration, "config", "set", "ListenPort", "70000");
        Assert.Contains("65535", result.Errors, StringComparison.Ordinal);
        Assert.Equal("8080", (await _program.DoAsync("config", "get", "ListenPort")).Trim());
    }

    [Fact]
    public async Task An_unknown_setting_exits_with_4()
    {
        await FailsAsync(ExitCode.NotFound, "config", "get", "Port");
        await FailsAsync(ExitCode.NotFound, "config", "set", "Port", "1");
    }

    [Fact]
    public async Task Config_takes_no_password()
    {
        await FailsAsync(ExitCode.Usage, "config", "set", "RelayProxyPassword", Password);
        Assert.DoesNotContain("RelayProxyPassword", await _program.DoAsync("config", "get"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_are_added_listed_checked_and_removed()
    {
        await FailsAsync(ExitCode.NotFound, "hosts", "check", "www.contoso.com");
        await _program.DoAsync("hosts", "add", "www.contoso.com");
        await _program.DoAsync("hosts", "add", "*.fabrikam.com");
        Assert.Equal(["www.contoso.com", "*.fabrikam.com"],
            (await _program.DoAsync("hosts", "list")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains("is allowed", await _program.DoAsync("hosts", "check", "a.fabrikam.com"), StringComparison.Ordinal);
        await FailsAsync(ExitCode.NotFound, "hosts", "check", "www.contoso.com", "--port", "80");
        await _program.DoAsync("hosts", "remove", "www.contoso.com");
        Assert.Equal("*.fabrikam.com", (await _program.DoAsync("hosts", "list")).Trim());
    }

    [Fact]
    public async Task A_wildcard_of_a_public_suffix_exits_with_3() => await FailsAsync(ExitCode.InvalidConfiguration, "hosts", "add", "*.com");

    [Fact]
    public async Task Certificates_are_added_listed_and_removed()
    {
        await _program.DoAsync("certificates", "add", "mycert");
        Assert.Contains("mycert", await _program.DoAsync("certificates", "list"), StringComparison.Ordinal);
        await _program.DoAsync("certificates", "remove", "mycert");
        Assert.Equal("", await _program.DoAsync("certificates", "list"));
    }

    [Fact]
    public async Task Relay_takes_the_password_from_standard_input_and_never_shows_it()
    {
        await FailsAsync(ExitCode.NotFound, "relay", "get");
        ProgramResult set = await _program.RunWithInputAsync(Password + "\n", "relay", "set", "proxy.contoso.com:3128", "--user", "gateway");
        Assert.True(set.ExitCode == 0, set.ToString());
        ProgramResult again = await _program.RunWithInputAsync(Password + "\n", "relay", "set", "proxy.contoso.com:3128", "--user", "gateway");
        Assert.StartsWith("Unchanged: ", again.Output);
        string shown = await _program.DoAsync("relay", "get");
        Assert.Contains("http://proxy.contoso.com:3128", shown, StringComparison.Ordinal);
        Assert.Contains("gateway, password set", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, shown + set + await _program.DoAsync("config", "get"), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, await File.ReadAllTextAsync(_program.SettingsPath), StringComparison.Ordinal);
        await _program.DoAsync("config", "set", "RelayProxyFallbacks", "second:3128 third:3128");
        Assert.Contains("When it gives no tunnels: http://second:3128 http://third:3128", await _program.DoAsync("relay", "get"), StringComparison.Ordinal);
        await _program.DoAsync("relay", "clear");
        await FailsAsync(ExitCode.NotFound, "relay", "get");
        Assert.Equal("", (await _program.DoAsync("config", "get", "RelayProxyFallbacks")).Trim());
    }

    [Fact]
    public async Task Groups_are_set_listed_and_removed()
    {
        await _program.DoAsync("groups", "set", "pos", "--clients", "10.1.0.0/16", "--policy", "ReportOnly");
        await _program.DoAsync("hosts", "add", "till.contoso.com", "--group", "pos");
        await _program.DoAsync("certificates", "add", "mycert", "--group", "pos");
        Assert.Equal("pos: 10.1.0.0/16  (HostPolicy ReportOnly, hosts: 1)", (await _program.DoAsync("groups", "list")).Trim());
        Assert.Equal("CN=mycert", (await _program.DoAsync("certificates", "list", "--group", "pos")).Trim());
        Assert.Contains(
            "10.1.2.3 is in group pos", await _program.DoAsync("hosts", "check", "till.contoso.com", "--client", "10.1.2.3"), StringComparison.Ordinal);
        await FailsAsync(ExitCode.NotFound, "hosts", "check", "till.contoso.com", "--client", "10.2.2.3");
        await FailsAsync(ExitCode.InvalidConfiguration, "hosts", "check", "till.contoso.com", "--client", "pc7");
        await FailsAsync(ExitCode.InvalidConfiguration, "hosts", "list", "--group", "lab");
        Assert.StartsWith("Unchanged: Group pos is already set", await _program.DoAsync("groups", "set", "pos", "--policy", "reportonly"));
        await FailsAsync(ExitCode.Usage, "groups", "set", "pos", "--policy", "Learn");
        await FailsAsync(ExitCode.Usage, "hosts", "add", "www.contoso.com", "--group", "");
        await _program.DoAsync("groups", "remove", "pos");
        Assert.StartsWith("Unchanged: There is no group 'pos'", await _program.DoAsync("groups", "remove", "pos"));
    }

    [Fact]
    public async Task Validate_says_what_is_wrong()
    {
        ProgramResult valid = await _program.RunAsync("validate");
        Assert.True(valid.ExitCode == 0, valid.ToString());
        Assert.Contains("is valid", valid.Output, StringComparison.Ordinal);
        Assert.Contains("warning: ", valid.Errors, StringComparison.Ordinal);
        Assert.Contains("MinimumTlsVersion", valid.Errors, StringComparison.Ordinal);
        await _program.DoAsync("config", "set", "MinimumTlsVersion", "1.2");
        Assert.Equal("", (await _program.RunAsync("validate")).Errors);
        await File.WriteAllTextAsync(_program.SettingsPath, "<not xml");
        ProgramResult result = await FailsAsync(ExitCode.InvalidConfiguration, "validate");
        Assert.Contains($"error: {_program.SettingsPath}", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_without_a_gateway_exits_with_6() => await FailsAsync(ExitCode.NotRunning, "status");
}
