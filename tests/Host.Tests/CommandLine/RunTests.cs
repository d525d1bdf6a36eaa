using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

[Trait("Native", "yes")]
public sealed class RunTests : IDisposable
{
    private readonly GatewayProgram _program = new();

    public void Dispose() => _program.Dispose();

    // The file that the verb reads is written every few seconds.
    private async Task WaitForStatusAsync(string text)
    {
        string status = "";
        for (var time = Stopwatch.StartNew(); time.Elapsed < Patience.Limit; await Task.Delay(200))
        {
            status = await _program.DoAsync("status");
            if (status.Contains(text, StringComparison.Ordinal)) return;
        }

        Assert.Contains(text, status, StringComparison.Ordinal);
    }

    private async Task<(RunningGateway Gateway, int Port)> StartAsync()
    {
        int port = RunningGateway.FreePort();
        await _program.DoAsync("config", "set", "ListenPort", $"{port}");
        RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        return (gateway, port);
    }

    private Task<RunningGateway> StartOnTakenPortAsync(out TcpListener taken)
    {
        taken = new TcpListener(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        return StartAsync();

        async Task<RunningGateway> StartAsync()
        {
            await _program.DoAsync("config", "set", "ListenPort", $"{port}");
            return _program.Start();
        }
    }

    [UnixFact]
    public async Task An_interrupt_stops_in_order()
    {
        (RunningGateway gateway, int port) = await StartAsync();
        using (gateway)
        {
            Assert.True(await RunningGateway.IsListeningAsync(port));
            gateway.Signal("INT");
            Assert.Equal(0, await gateway.ExitCodeAsync());
            await gateway.WaitForAsync("[102]");
        }
    }

    [UnixFact]
    public async Task A_termination_stops_in_order()
    {
        (RunningGateway gateway, _) = await StartAsync();
        using (gateway)
        {
            gateway.Signal("TERM");
            Assert.Equal(0, await gateway.ExitCodeAsync());
        }
    }

    [Fact]
    public async Task Events_have_time_level_id_and_message()
    {
        (RunningGateway gateway, _) = await StartAsync();
        using (gateway)
        {
            string line = await gateway.WaitForAsync("[101]");
            Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d INFO \[101\] OMS Gateway \S+ has started", line);
        }
    }

    [Fact]
    public async Task Nothing_allowed_is_event_300()
    {
        (RunningGateway gateway, _) = await StartAsync();
        using (gateway) await gateway.WaitForAsync("[300]");
    }

    [Fact]
    public async Task A_change_of_the_port_moves_the_running_gateway()
    {
        (RunningGateway gateway, int old) = await StartAsync();
        using (gateway)
        {
            int port = RunningGateway.FreePort();
            await _program.DoAsync("config", "set", "ListenPort", $"{port}");
            string line = await gateway.WaitForAsync("is in force");
            Assert.Contains($"[100] The configuration was changed and is in force: ListenPort {old} -> {port}.", line, StringComparison.Ordinal);
            Assert.True(await RunningGateway.IsListeningAsync(port));
            Assert.False(await RunningGateway.IsListeningAsync(old));
        }
    }

    [Fact]
    public async Task LogLevel_applies_live()
    {
        (RunningGateway gateway, _) = await StartAsync();
        using (gateway)
        {
            await _program.DoAsync("config", "set", "LogLevel", "Error");
            await MoveAsync();
            await _program.DoAsync("hosts", "add", "www.contoso.com");
            await MoveAsync();
            // An error is told, and events keep their order: what came before it would be there by then.
            await File.WriteAllTextAsync(_program.SettingsPath, "<OMSGateway><ListenPort>text</ListenPort></OMSGateway>");
            await gateway.WaitForAsync("ERROR [401]");
            Assert.DoesNotContain(gateway.Lines, l => l.Contains("allowed hosts: 1 added", StringComparison.Ordinal));
        }

        // A gateway that listens on another port has taken over what was set before as well.
        async Task MoveAsync()
        {
            int port = RunningGateway.FreePort();
            await _program.DoAsync("config", "set", "ListenPort", $"{port}");
            for (var time = Stopwatch.StartNew(); !await RunningGateway.IsListeningAsync(port); await Task.Delay(50))
            {
                Assert.True(time.Elapsed < Patience.Limit, "The gateway does not move to its new port.");
            }
        }
    }

    [Fact]
    public async Task A_file_that_is_invalid_later_is_reported_once_and_the_gateway_goes_on()
    {
        (RunningGateway gateway, int port) = await StartAsync();
        using (gateway)
        {
            string valid = await File.ReadAllTextAsync(_program.SettingsPath);
            await File.WriteAllTextAsync(_program.SettingsPath, valid.Replace($"{port}", "text", StringComparison.Ordinal));
            string line = await gateway.WaitForAsync("ERROR [401]");
            Assert.Contains("ListenPort = 'text'", line, StringComparison.Ordinal);
            Assert.Contains(_program.SettingsPath, line, StringComparison.Ordinal);
            await Task.Delay(3000);
            Assert.Single(gateway.Lines, l => l.Contains("ListenPort = 'text'", StringComparison.Ordinal));
            Assert.True(await RunningGateway.IsListeningAsync(port), string.Join("\n", gateway.Lines));
            await WaitForStatusAsync("NOT in force");

            int next = RunningGateway.FreePort();
            await File.WriteAllTextAsync(_program.SettingsPath, valid.Replace($"{port}", $"{next}", StringComparison.Ordinal));
            await gateway.WaitForAsync($"ListenPort {port} -> {next}");
        }
    }

    [Fact]
    public async Task A_taken_port_keeps_the_old_one()
    {
        (RunningGateway gateway, int port) = await StartAsync();
        using (gateway)
        using (var taken = new TcpListener(IPAddress.IPv6Any, 0) { Server = { DualMode = true } })
        {
            taken.Start();
            int takenPort = ((IPEndPoint)taken.LocalEndpoint).Port;
            await _program.DoAsync("config", "set", "ListenPort", $"{takenPort}");
            Assert.Contains($"{takenPort}", await gateway.WaitForAsync("ERROR [401]"), StringComparison.Ordinal);
            Assert.True(await RunningGateway.IsListeningAsync(port));
        }
    }

    [Fact]
    public async Task With_an_invalid_file_a_start_names_file_line_key_and_value_and_exits_with_3()
    {
        await _program.DoAsync("config", "set", "ListenPort", "8081");
        string text = await File.ReadAllTextAsync(_program.SettingsPath);
        await File.WriteAllTextAsync(_program.SettingsPath, text.Replace("8081", "eighty", StringComparison.Ordinal));
        using RunningGateway gateway = _program.Start();
        Assert.Equal((int)ExitCode.InvalidConfiguration, await gateway.ExitCodeAsync());
        string line = await gateway.WaitForAsync("ERROR [401]");
        Assert.Contains("ERROR", line, StringComparison.Ordinal);
        Assert.Matches(@"OMSGateway\.config\(\d+\): ListenPort = 'eighty': .*1 to 65535", line);
    }

    [UnixFact]
    public async Task At_the_start_a_taken_port_is_reported_with_its_process_and_waited_for()
    {
        using RunningGateway gateway = await StartOnTakenPortAsync(out TcpListener taken);
        using (taken)
        {
            string line = await gateway.WaitForAsync("ERROR [401]");
            Assert.Contains($"(process {Environment.ProcessId})", line, StringComparison.Ordinal);
        }

        await gateway.WaitForAsync("[101]");
    }

    [UnixFact]
    public async Task At_the_start_a_taken_port_is_not_waited_for_after_a_stop()
    {
        using RunningGateway gateway = await StartOnTakenPortAsync(out TcpListener taken);
        using (taken)
        {
            await gateway.WaitForAsync("ERROR [401]");
            gateway.Signal("TERM");
            Assert.Equal(0, await gateway.ExitCodeAsync());
        }
    }

    [Fact]
    public async Task The_denied_hosts_are_those_that_the_running_gateway_refused()
    {
        Assert.Equal((int)ExitCode.NotRunning, (await _program.RunAsync("hosts", "denied")).ExitCode);
        (RunningGateway gateway, int port) = await StartAsync();
        using (gateway)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            await client.GetStream().WriteAsync("CONNECT www.fabrikam.com:443 HTTP/1.1\r\nHost: www.fabrikam.com:443\r\n\r\n"u8.ToArray());
            await gateway.WaitForAsync("Target host (www.fabrikam.com) is forbidden");

            string denied = "";
            for (var time = Stopwatch.StartNew(); denied.Length == 0 && time.Elapsed < Patience.Limit; await Task.Delay(100))
            {
                denied = await _program.DoAsync("hosts", "denied");
            }

            Assert.Matches(@"^www\.fabrikam\.com  \(1 times, last \S+ \S+ by 127\.0\.0\.1\)", denied);
        }
    }

    [UnixFact]
    public async Task Status_knows_a_running_gateway_a_stopped_one_and_a_dead_one()
    {
        (RunningGateway gateway, int port) = await StartAsync();
        using (gateway)
        {
            string status = await _program.DoAsync("status");
            Assert.Contains($"process {gateway.Id}", status, StringComparison.Ordinal);
            Assert.Contains($":{port}", status, StringComparison.Ordinal);
            Assert.Matches(@"As of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d;", status);
            Assert.Contains("As of ", (await _program.RunAsync("hosts", "denied")).Errors, StringComparison.Ordinal);
            gateway.Signal("INT");
            await gateway.ExitCodeAsync();
            Assert.Equal((int)ExitCode.NotRunning, (await _program.RunAsync("status")).ExitCode);
        }

        (gateway, _) = await StartAsync();
        using (gateway)
        {
            gateway.Signal("KILL");
            await gateway.ExitCodeAsync();
            ProgramResult status = await _program.RunAsync("status");
            Assert.Equal((int)ExitCode.NotRunning, status.ExitCode);
            Assert.Contains("ended without a stop", status.Errors, StringComparison.Ordinal);
        }
    }
}
