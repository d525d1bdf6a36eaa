using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.PowerShell.Tests.Engine;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Guide;

/// <summary>The scripts of docs/automation in PowerShell 7, for a gateway with a folder of its own.</summary>
public sealed class AutomationTests : IDisposable
{
    private const string Scripts = "docs/automation";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private GatewayAdministration Administration => new(ConfigurationStore.Open(_folder["config"]));

    /// <summary>
    /// Intune goes by the exit code of the detection, 1 for what is to be remediated; Configuration Manager by the output, and any exit code
    /// but 0 is a failure to it (their pages are linked in docs/automation.md).
    /// </summary>
    [Fact]
    public async Task What_is_detected_is_remediated_and_a_second_run_changes_nothing()
    {
        Administration.Hosts.Add("old.contoso.com");
        string detection = ProjectFiles.Read($"{Scripts}/Test-GatewayConfig.ps1");
        string[] lines = detection.TrimEnd().Split('\n');
        Assert.Equal("if ($differs) { exit 1 }", lines[^1]);
        string discovery = _folder.Write("discovery.ps1", string.Join('\n', lines[..^1]));

        ProgramResult before = await RunAsync("Test-GatewayConfig.ps1");
        Assert.True(before is { ExitCode: 1, Errors: "" }, before.ToString());
        Assert.StartsWith("Differs: ", before.Output);
        ProgramResult discovered = await RunAsync(discovery);
        Assert.Equal((0, before.Output), (discovered.ExitCode, discovered.Output));

        ProgramResult remediated = await RunAsync("Set-GatewayConfig.ps1");
        Assert.True(remediated is { ExitCode: 0, Errors: "" }, remediated.ToString());
        Assert.StartsWith("Changed: MinimumTlsVersion = 1.2, ", remediated.Output);
        Assert.Contains("old.contoso.com", remediated.Output, StringComparison.Ordinal);

        foreach ((string script, string says) in new[]
            { ("Test-GatewayConfig.ps1", "Compliant"), (discovery, "Compliant"), ("Set-GatewayConfig.ps1", "Unchanged") })
        {
            ProgramResult after = await RunAsync(script);
            Assert.True(after.ExitCode == 0 && after.Output.Trim() == says, after.ToString());
        }
    }

    public static TheoryData<string> Names => [.. Directory.GetFiles(ProjectFiles.Find(Scripts), "*.ps1").Select(path => Path.GetFileName(path)!)];

    /// <summary>Each of them runs in what Windows comes with.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_script_has_nothing_that_Windows_PowerShell_lacks(string name) =>
        Assert.Equal("", await LaterSyntax.Than51Async(ProjectFiles.Find($"{Scripts}/{name}")));

    [Fact]
    public async Task What_Windows_PowerShell_lacks_is_found()
    {
        string found = await LaterSyntax.Than51Async(_folder.Write("later.ps1", "$a ? 1 : 2\nGet-Date && Get-Date\n$a ?? 1\n${a}?.b\n"));
        Assert.All(new[] { "$a ? 1 : 2", "Get-Date && Get-Date", "??", "?." }, lacking => Assert.Contains(lacking, found, StringComparison.Ordinal));
    }

    /// <summary>msiexec, which only Windows has, is played by a restart of the gateway, which is what setup comes to for it.</summary>
    [UnixFact]
    public async Task A_pair_is_upgraded_one_after_the_other()
    {
        int healthPort = LoopbackPort.Free();
        Administration.Settings.Set("HealthPort", $"{healthPort}");
        await WithGatewayAsync(async service =>
        {
            ProgramResult result = await UpgradeAsync(
                $"& '{service}' stop; & '{service}' start; [pscustomobject] @{{ ExitCode = 3010 }}", $"http://127.0.0.1:{healthPort}/readyz");
            Assert.True(result.ExitCode == 0, result.ToString());
            Assert.Matches(
                """(?s)Changed: The gateway has been draining since .*msiexec\.exe /i "OMS Gateway\.msi" /qn /norestart UPDATEPRESETS=1.* is running as process""", result.Output);
            Assert.Contains("[102]", await File.ReadAllTextAsync(_folder["log"]), StringComparison.Ordinal);
        });
    }

    /// <summary>Setup may fail before it stops the gateway, which then still drains. Without HealthPort nothing asks for /readyz.</summary>
    [UnixFact]
    public Task Where_setup_fails_the_gateway_takes_tunnels_again() => WithGatewayAsync(async _ =>
    {
        ProgramResult result = await UpgradeAsync("[pscustomobject] @{ ExitCode = 1603 }", "");
        Assert.True(result.ExitCode != 0, result.ToString());
        Assert.Contains("Setup ended with 1603", result.ToString(), StringComparison.Ordinal);
        Assert.Contains("Changed: The gateway accepts new tunnels.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("[102]", await File.ReadAllTextAsync(_folder["log"]), StringComparison.Ordinal);
    });

    private Task<ProgramResult> UpgradeAsync(string setup, string readyUri) => PowerShell7.RunAsync("-Command", $$"""
        function Start-Process {
            param([string] $FilePath, [string[]] $ArgumentList, [switch] $Wait, [switch] $PassThru)
            "$FilePath $ArgumentList" | Out-Host
            {{setup}}
        }
        & '{{ProjectFiles.Find($"{Scripts}/Upgrade-Gateway.ps1")}}' -Package 'OMS Gateway.msi' -Property UPDATEPRESETS=1 -Program '{{_folder["gateway"]}}' -ReadyUri '{{readyUri}}' -SettleSeconds 0
        """);

    // Gives the command that starts and stops the gateway.
    private async Task WithGatewayAsync(Func<string, Task> test)
    {
        int port = LoopbackPort.Free();
        Administration.Settings.Set("ListenPort", $"{port}");
        string program = Command("gateway", $"exec '{BuiltProgram.Path}' --config-dir '{_folder["config"]}' \"$@\"");
        // The lock is held by whatever has the file open, which is the gateway until it ends.
        string service = Command("service", $"""
            cd '{_folder.Root}'
            case $1 in
              start)
                (flock 9; exec '{program}' run) >> log 2>&1 < /dev/null 9> running & echo $! > pid
                until '{program}' status > /dev/null 2>&1; do sleep 0.1; done ;;
              stop) kill -TERM "$(cat pid)"; exec flock running true ;;
            esac
            """);
        try
        {
            await ProgramRunner.RunAsync(service, ["start"]);
            await test(service);
        }
        finally
        {
            await ProgramRunner.RunAsync(service, ["stop"]);
        }
    }

    private Task<ProgramResult> RunAsync(string script) => PowerShell7.RunAsync("-Command",
        $"$PSDefaultParameterValues['*-OMSGateway*:ConfigurationDirectory'] = '{_folder["config"]}'; & '{Path.Combine(ProjectFiles.Find(Scripts), script)}'; "
        + "exit $LASTEXITCODE");

    private string Command(string name, string script)
    {
        string path = _folder.Write(name, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
