using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Faults;

/// <summary>Users without rights to the configuration: who asks, and who the gateway runs as.</summary>
[Collection(FaultCollection.Name)]
public sealed class AccessTests : IDisposable
{
    private readonly GatewayProgram _program = new();

    public void Dispose() => _program.Dispose();

    private async Task<int> PrepareAsync()
    {
        int port = RunningGateway.FreePort();
        await _program.DoAsync("config", "set", "ListenPort", $"{port}");
        return port;
    }

    private static void Run(string command)
    {
        using var shell = System.Diagnostics.Process.Start("/bin/sh", ["-c", command]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    [NamespaceFact(Nobody.Probe)]
    public async Task A_user_without_rights_is_told_so_and_not_that_nothing_runs()
    {
        await PrepareAsync();
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");

        string[][] verbs =
        [
            ["status"], ["clients"], ["hosts", "denied"], ["hosts", "usage"], ["report", "--html", "-"], ["validate"], ["config", "get"],
            ["config", "set", "LogLevel", "Debug"], ["config", "reset", "LogLevel"],
            ["hosts", "list"], ["hosts", "add", "a.example.com"], ["hosts", "remove", "a.example.com"], ["hosts", "check", "a.example.com"],
            ["certificates", "list"], ["certificates", "add", "a"], ["relay", "get"], ["relay", "set", "proxy"], ["relay", "clear"],
        ];
        foreach (string[] verb in verbs)
        {
            ProgramResult result = await _program.RunThroughAsync(Nobody.Launcher, verb);
            Assert.True(result.ExitCode == (int)ExitCode.AccessDenied, $"{string.Join(' ', verb)}: {result}");
            Assert.Contains("root", result.Errors, StringComparison.Ordinal);
            Assert.All(result.Errors.Split('\n'), line => Assert.True(line.Split("as root").Length <= 2, line));
            Assert.DoesNotContain("No gateway runs", result.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("problem", result.Errors, StringComparison.Ordinal);
        }

        ProgramResult status = await _program.RunThroughAsync(Nobody.Launcher, "status");
        Assert.StartsWith($"A gateway runs as process {gateway.Id}.", status.Errors, StringComparison.Ordinal);
        gateway.Signal("INT");
        await gateway.ExitCodeAsync();
        Assert.Contains("cannot be told", (await _program.RunThroughAsync(Nobody.Launcher, "status")).Errors, StringComparison.Ordinal);
    }

    [NamespaceFact(Nobody.Probe)]
    public async Task A_list_that_the_gateway_s_user_cannot_read_is_said_to_both_and_not_taken_for_none()
    {
        await PrepareAsync();
        Run($"chmod 755 {_program.Directory} && chmod 644 {_program.SettingsPath}");
        using RunningGateway gateway = _program.Start(Nobody.Launcher);
        await gateway.WaitForAsync("[101]");

        // It could not make its state folder, and runs all the same.
        ProgramResult status = await _program.RunAsync("status");
        Assert.Equal((int)ExitCode.NotAnswering, status.ExitCode);
        Assert.Contains($"process {gateway.Id}", status.Errors, StringComparison.Ordinal);

        ProgramResult added = await _program.RunAsync("hosts", "add", "a.example.com");
        Assert.Equal(0, added.ExitCode);
        Assert.DoesNotContain("applies it", added.Output, StringComparison.Ordinal);
        Assert.Matches("user 65534, has no right to read .*allowedlist_server.txt", added.Errors);
        Assert.Contains("allowedlist_server.txt: this user has no right to read the file", await gateway.WaitForAsync("ERROR [401]"), StringComparison.Ordinal);

        // The remedy that the warning names, without a restart.
        Run($"chgrp -R 65534 {_program.Directory} && chmod -R g+rX {_program.Directory}");
        await gateway.WaitForAsync("allowed hosts: 1 added");
        Assert.Contains("applies it", (await _program.RunAsync("hosts", "add", "b.example.com")).Output, StringComparison.Ordinal);
        await gateway.WaitForAsync("allowed hosts: 1 added");
    }

    [NamespaceFact(Nobody.Probe)]
    public async Task A_configuration_directory_that_is_made_later_and_closed_is_reported()
    {
        await PrepareAsync();
        string parent = _program.Directory;
        Run($"chmod 755 {parent} && chmod 644 {_program.SettingsPath}");
        using RunningGateway gateway = _program.Start(Nobody.Launcher);
        await gateway.WaitForAsync("[101]");

        Run($"chmod 700 {parent}");

        Assert.Contains("this user has no right to read the file", await gateway.WaitForAsync("ERROR [401]"), StringComparison.Ordinal);
        await gateway.WaitForAsync("The last valid configuration stays in force");
    }

    [UnixFact]
    public async Task Without_a_configuration_directory_the_gateway_makes_it_and_its_status_is_shown()
    {
        int port = await PrepareAsync();
        string settings = await File.ReadAllTextAsync(_program.SettingsPath);
        Directory.Delete(_program.Directory, recursive: true);
        using RunningGateway gateway = _program.Start();
        // The default port may be another program's; what was made is there all the same.
        await gateway.WaitForAsync("[101]", "ERROR [401]");
        Run($"test $(stat -c %a {_program.Directory}) = 700");
        if (!gateway.Lines.Any(l => l.Contains("ERROR [401]", StringComparison.Ordinal)))
        {
            await File.WriteAllTextAsync(_program.SettingsPath, settings);
            await gateway.WaitForAsync($"-> {port}");
            Assert.Contains("is running", await _program.DoAsync("status"), StringComparison.Ordinal);
        }
    }

    [NamespaceFact(Nobody.Probe)]
    public async Task A_directory_that_cannot_be_made_is_said_with_what_to_do()
    {
        Directory.Delete(_program.Directory, recursive: true);
        Run($"mkdir -m 755 {_program.Directory}");
        ProgramResult result = await ProgramRunner.RunAsync(
            Nobody.Launcher[0], [.. Nobody.Launcher[1..], GatewayProgram.ProgramPath, "--config-dir", $"{_program.Directory}/gateway", "run"]);
        Assert.Equal((int)ExitCode.InvalidConfiguration, result.ExitCode);
        Assert.Contains("ERROR [401]", result.Output, StringComparison.Ordinal);
        Assert.Contains("--config-dir", result.Output, StringComparison.Ordinal);
    }
}
