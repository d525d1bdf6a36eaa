using System.Net;
using System.Net.Sockets;
using OmsGateway.Host.CommandLine;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Running;

/// <summary>The inventory of the real program, and the verbs that show it.</summary>
[Trait("Native", "yes")]
public sealed class InventoryTests : IDisposable
{
    private const string Time = @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d";

    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    private string Path => System.IO.Path.Combine(_program.Directory, "state", "OMSGateway.inventory");

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task Clients_and_hosts_are_shown_while_it_runs_and_afterwards_and_known_after_a_restart()
    {
        int port = await _program.AllowAsync(_target.Port);
        await _program.DoAsync("hosts", "add", "*.contoso.com");
        Assert.Equal((int)ExitCode.NotRunning, (await _program.RunAsync("clients")).ExitCode);

        await _program.RunWhileAsync(() => _target.VisitAsync(port));
        Assert.Matches($@"^127\.0\.0\.1  \(last seen {Time}, first seen {Time}, 1 tunnels, [1-9]\d* bytes sent, [1-9]\d* received, TLS 1\.3, hosts localhost, "
            + $@"last refused {Time}: ForbiddenHost www\.fabrikam\.com\)\r?\n1 of 1 clients as of {Time}, known since {Time}\.",
            await _program.DoAsync("clients"));
        string usage = await _program.DoAsync("hosts", "usage");
        Assert.Matches($@"(?m)^localhost  \(last used {Time}, 1 tunnels to 1 hosts, [1-9]\d* bytes sent, [1-9]\d* received\)\r?$", usage);
        Assert.Matches($@"(?m)^\*\.contoso\.com  \(not used\)\r?\n2 of 2 entries as of {Time}, usage known since {Time}\.", usage);

        await _program.RunWhileAsync(async () =>
        {
            // Of before, as the start has written it.
            Assert.Contains("1 tunnels", await _program.DoAsync("clients"), StringComparison.Ordinal);
            await _target.VisitAsync(port);
        });
        Assert.Contains(", 2 tunnels, ", await _program.DoAsync("clients", "--not-seen-since", "0h"), StringComparison.Ordinal);
        Assert.StartsWith("0 of 1 clients ", await _program.DoAsync("clients", "--not-seen-since", "1d"), StringComparison.Ordinal);
        Assert.StartsWith("0 of 1 clients ", await _program.DoAsync("clients", "--group", "pos"), StringComparison.Ordinal);
        Assert.Contains("127.0.0.1  (", await _program.DoAsync("clients", "--names"), StringComparison.Ordinal);
        ProgramResult unused = await _program.RunAsync("hosts", "usage", "--unused-for", "90");
        Assert.Equal((int)ExitCode.Failure, unused.ExitCode);
        Assert.StartsWith("Which entries were not used for 90 days cannot be said yet: ", unused.Errors, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [UnixFact]
    public async Task What_is_damaged_is_reported_and_put_aside_and_what_is_not_wanted_is_deleted()
    {
        int port = await _program.AllowAsync(_target.Port);
        await _program.RunWhileAsync(() => _target.VisitAsync(port));
        string whole = await File.ReadAllTextAsync(Path);
        await File.WriteAllTextAsync(Path, whole[..^20]);
        ProgramResult shown = await _program.RunAsync("clients");
        Assert.Equal((int)ExitCode.Failure, shown.ExitCode);
        Assert.Contains("is damaged: line ", shown.Errors, StringComparison.Ordinal);

        RunningGateway damaged = await _program.RunWhileAsync(() => Task.CompletedTask);
        Assert.Contains(damaged.Lines,
            line => line.Contains("[400]", StringComparison.Ordinal) && line.Contains($"The inventory {Path} cannot be used: line ", StringComparison.Ordinal));
        Assert.Equal(whole[..^20], await File.ReadAllTextAsync(Path + ".damaged"));
        Assert.StartsWith("0 of 0 clients ", await _program.DoAsync("clients"), StringComparison.Ordinal);

        await _program.DoAsync("config", "set", "InventoryDays", "0");
        await _program.RunWhileAsync(() => _target.VisitAsync(port));
        Assert.False(File.Exists(Path));
        Assert.Equal((int)ExitCode.NotFound, (await _program.RunAsync("clients")).ExitCode);
    }

    /// <summary>A virus scanner or a backup that holds the file for a moment must not cost the months in it.</summary>
    [UnixFact]
    public async Task What_cannot_be_read_now_is_left_as_it_is_and_read_before_it_is_written()
    {
        int port = await _program.AllowAsync(_target.Port);
        await _program.RunWhileAsync(() => _target.VisitAsync(port));
        string elsewhere = Path + ".elsewhere";
        File.Move(Path, elsewhere);
        // Which not even root can read as a file.
        Directory.CreateDirectory(Path);

        RunningGateway gateway = await _program.RunWhileAsync(() =>
        {
            Directory.Delete(Path);
            File.Move(elsewhere, Path);
            return Task.CompletedTask;
        });

        Assert.Single(gateway.Lines, line => line.Contains($"The inventory {Path} cannot be read now: ", StringComparison.Ordinal));
        Assert.False(File.Exists(Path + ".damaged"));
        Assert.Contains(", 1 tunnels, ", await _program.DoAsync("clients"), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task An_inventory_that_is_asked_for_while_the_start_waits_goes_on_with_what_was_kept()
    {
        int port = await _program.AllowAsync(_target.Port);
        await _program.RunWhileAsync(() => _target.VisitAsync(port));
        await _program.DoAsync("config", "set", "InventoryDays", "0");
        using var taken = new TcpListener(IPAddress.Any, port);
        taken.Start();
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("It is tried again every second");
        await _program.DoAsync("config", "set", "InventoryDays", "180");
        await _program.DoAsync("config", "set", "ListenPort", $"{RunningGateway.FreePort()}");
        await gateway.WaitForAsync("[101]");
        Assert.Contains(", 1 tunnels, ", await _program.DoAsync("clients"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7d", "2026-11-23 12:00")]
    [InlineData("36h", "2026-11-29 00:00")]
    [InlineData("2026-11-01", "2026-11-01 00:00")]
    [InlineData("2026-11-01 14:30", "2026-11-01 14:30")]
    public void A_time_is_days_or_hours_ago_or_a_date_here(string text, string expected)
    {
        var now = new DateTimeOffset(new DateTime(2026, 11, 30, 12, 0, 0, DateTimeKind.Local));
        Assert.True(ClientsCommand.TryReadTime(text, now, out DateTimeOffset time));
        Assert.Equal(expected, time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("-7d")]
    [InlineData("7 days")]
    [InlineData("999999999d")]
    [InlineData("01.11.2026")]
    public void What_is_no_time_is_refused(string text) => Assert.False(ClientsCommand.TryReadTime(text, DateTimeOffset.Now, out _));
}
