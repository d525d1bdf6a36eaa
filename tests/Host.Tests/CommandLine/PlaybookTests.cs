using System.Text.Json;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

/// <summary>The playbook of docs/automation, played by Debian's ansible-core on a running gateway.</summary>
public sealed class PlaybookTests : IDisposable
{
    // It starts a Python for each item, and a busy machine takes its time for that.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly GatewayProgram _program = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _program.Dispose();
        _folder.Dispose();
    }

    [ToolFact("ansible-playbook")]
    public async Task A_second_run_reports_no_change()
    {
        await _program.AllowAsync(443, host: "old.contoso.com");
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");

        string first = await PlayAsync();
        Assert.Contains("changed: [localhost] => (item=['hosts', 'remove', 'old.contoso.com'])", first, StringComparison.Ordinal);
        Assert.Contains("changed=1 ", first, StringComparison.Ordinal);
        await gateway.WaitForAsync("is in force");
        string list = await _program.DoAsync("hosts", "list");
        Assert.Contains("packages.contoso.com", list, StringComparison.Ordinal);
        Assert.DoesNotContain("old.contoso.com", list, StringComparison.Ordinal);

        string second = await PlayAsync();
        Assert.DoesNotContain("changed: [", second, StringComparison.Ordinal);
        Assert.Matches("ok=2 +changed=0 ", second);
        Assert.Equal(list, await _program.DoAsync("hosts", "list"));
    }

    private async Task<string> PlayAsync()
    {
        string command = _folder.Write("oms-gateway", $"#!/bin/sh\nexec '{GatewayProgram.ProgramPath}' --config-dir '{_program.Directory}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        string variables = JsonSerializer.Serialize(new { oms_gateway = command });
        ProgramResult result = await ProgramRunner.RunAsync(
            "ansible-playbook",
            ["--inventory", "localhost,", "--connection", "local", "--extra-vars", variables, ProjectFiles.Find("docs/automation/gateway.yml")],
            limit: Limit,
            environment: new Dictionary<string, string?>
            {
                ["ANSIBLE_NOCOLOR"] = "1",
                ["ANSIBLE_HOME"] = _folder["home"],
                ["ANSIBLE_REMOTE_TEMP"] = _folder["remote"],
                ["ANSIBLE_PYTHON_INTERPRETER"] = "/usr/bin/python3",
                // It refuses any other encoding.
                ["LC_ALL"] = "C.UTF-8",
            });
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }
}
