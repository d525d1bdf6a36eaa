using System.Net.Security;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine.Watching;

/// <summary><c>status --watch</c> in a real terminal, tmux, which tells of its screens, its cursor and, through stty, its line discipline.</summary>
[Trait("Native", "yes")]
public sealed class StatusWatchTests : IDisposable
{
    private readonly GatewayProgram _program = new();

    public void Dispose() => _program.Dispose();

    [ToolTheory("tmux")]
    [InlineData(80, "q")]
    [InlineData(40, "C-c")]
    public async Task A_key_ends_it_and_leaves_the_terminal_as_it_was(int width, string key)
    {
        int port = RunningGateway.FreePort();
        await _program.DoAsync("config", "set", "ListenPort", $"{port}");
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        using var terminal = new Tmux(width, 24, Script());
        string screen = await terminal.WaitForAsync(s => s.Contains("q or Ctrl+C", StringComparison.Ordinal));
        Assert.Contains($"process {gateway.Id}", screen, StringComparison.Ordinal);
        Assert.Contains($":{port}", screen, StringComparison.Ordinal);
        Assert.Equal("0", Figures(screen, "Open")[0]);
        Assert.DoesNotContain("before", screen, StringComparison.Ordinal);
        Assert.Equal((true, false), terminal.State);

        terminal.Press(key);
        string after = await terminal.WaitForAsync(s => s.Contains("ended with", StringComparison.Ordinal));
        Assert.Contains("before", after, StringComparison.Ordinal);
        Assert.Contains("ended with 0 and the same settings", after, StringComparison.Ordinal);
        Assert.Equal((false, true), terminal.State);
    }

    [ToolFact("tmux")]
    public async Task It_shows_the_figures_as_they_change_those_of_open_tunnels_too()
    {
        using var target = new TlsTarget();
        int port = await _program.AllowAsync(target.Port);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        using var terminal = new Tmux(80, 24, Script());
        await using (SslStream open = await TlsTunnel.OpenAsync(port, target.Port))
            await terminal.WaitForAsync(s => Figures(s, "Open") is ["1", ..] && Figures(s, "Received") is [_, "B" or "kB", not "0", ..]);
        await terminal.WaitForAsync(s => Figures(s, "Open") is ["0", ..] && Figures(s, "Connections") is [not "-", "1"]);
    }

    [ToolFact("tmux")]
    public async Task It_follows_the_window_s_size_and_a_gateway_that_stops_and_starts_again()
    {
        await _program.DoAsync("config", "set", "ListenPort", $"{RunningGateway.FreePort()}");
        using Tmux terminal = await WatchAStopAsync();
        using RunningGateway again = _program.Start();
        await terminal.WaitForAsync(s => s.Contains($"process {again.Id}", StringComparison.Ordinal));

        terminal.Resize(60, 12);
        // tmux itself cuts the first rows off.
        await terminal.WaitForAsync(s => s.TrimEnd().Split('\n') is [['O', ..], .., "q or Ctrl+C ends this."] lines && lines.Length == 12);
        terminal.Resize(100, 40);
        await terminal.WaitForAsync(s => s.TrimEnd().Split('\n') is [.., "q or Ctrl+C ends this."] lines && lines.Length == 40);
    }

    [ToolFact("tmux")]
    public async Task A_low_terminal_shows_what_is_wrong_and_says_that_lines_are_missing()
    {
        await _program.DoAsync("config", "set", "ListenPort", $"{RunningGateway.FreePort()}");
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        await File.WriteAllTextAsync(_program.SettingsPath, "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");
        await gateway.WaitForAsync("[401]");
        using var terminal = new Tmux(100, 8, Script());

        string[] screen = (await terminal.WaitForAsync(
            s => s.Contains("NOT in force", StringComparison.Ordinal) && s.Contains("ends this", StringComparison.Ordinal))).TrimEnd().Split('\n');

        Assert.StartsWith("OMS Gateway", screen[0], StringComparison.Ordinal);
        Assert.StartsWith("The files on disk are NOT in force: ", screen[1], StringComparison.Ordinal);
        Assert.Matches(@"^\.\.\. \d+ more lines$", screen[^2]);
        Assert.Equal("q or Ctrl+C ends this.", screen[^1]);
    }

    /// <summary>https://no-color.org</summary>
    [ToolTheory("tmux")]
    [InlineData("", true)]
    [InlineData("NO_COLOR=", true)]
    [InlineData("NO_COLOR=1", false)]
    public async Task It_is_plain_where_the_user_wants_no_colour(string variable, bool hasStyles)
    {
        await _program.DoAsync("config", "set", "ListenPort", $"{RunningGateway.FreePort()}");
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        using var terminal = new Tmux(80, 24, Script($"env -u NO_COLOR {variable}"));
        await terminal.WaitForAsync(s => s.Contains("Open", StringComparison.Ordinal));
        Assert.Equal(hasStyles, terminal.StyledScreen.Contains("\e[1mOMS Gateway", StringComparison.Ordinal));
        Assert.Equal(hasStyles, terminal.StyledScreen.Contains('\e'));
    }

    [ToolFact("tmux")]
    public async Task A_terminal_that_obeys_nothing_and_a_file_are_refused()
    {
        await _program.DoAsync("config", "set", "ListenPort", $"{RunningGateway.FreePort()}");
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        ProgramResult piped = await _program.RunAsync("status", "--watch");
        Assert.Equal(ExitCode.Usage, (ExitCode)piped.ExitCode);
        Assert.Equal("", piped.Output);
        Assert.StartsWith("--watch needs a terminal", piped.Errors);
        using var terminal = new Tmux(80, 24, Script("env TERM=dumb"));
        Assert.Contains(
            "--watch needs a terminal", await terminal.WaitForAsync(s => s.Contains("ended with 2", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_gateway_it_says_so_as_status_does() =>
        Assert.Equal(ExitCode.NotRunning, (ExitCode)(await _program.RunAsync("status", "--watch")).ExitCode);

    private async Task<Tmux> WatchAStopAsync()
    {
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        var terminal = new Tmux(80, 24, Script());
        await terminal.WaitForAsync(s => s.Contains($"process {gateway.Id}", StringComparison.Ordinal));
        gateway.Signal("TERM");
        await gateway.ExitCodeAsync();
        await terminal.WaitForAsync(s => s.Contains("No gateway runs", StringComparison.Ordinal) && !s.Contains("per second", StringComparison.Ordinal));
        return terminal;
    }

    /// <summary>The words behind a row's label.</summary>
    private static string[] Figures(string screen, string label) =>
        screen.Split('\n').FirstOrDefault(line => line.StartsWith(label, StringComparison.Ordinal))?[label.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    // The terminal sends Ctrl+C to the shell too, which would end with it.
    private string Script(string launcher = "env -u NO_COLOR") => $"""
        trap : INT
        echo before
        settings=$(stty -g)
        {launcher} {GatewayProgram.ProgramPath} --config-dir {_program.Directory} status --watch
        code=$?
        if [ "$(stty -g)" = "$settings" ]; then echo "ended with $code and the same settings"; else echo "ended with $code and other settings"; fi
        read -r stay
        """;
}
