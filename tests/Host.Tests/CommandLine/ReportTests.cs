using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

/// <summary>The verb <c>report</c> of the real program; Configuration.Tests look at the page in a browser.</summary>
[Trait("Native", "yes")]
public sealed class ReportTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();
    private readonly TemporaryFolder _folder = new();

    private string Page => _folder["report.html"];

    public void Dispose()
    {
        _folder.Dispose();
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task What_the_gateway_did_is_in_the_page_while_it_runs_and_after_a_restart()
    {
        int port = await _program.AllowAsync(_target.Port);
        string running = await RunAsync(async () =>
        {
            await UseAsync(port);
            return await ReportAsync();
        });
        Assert.Contains("Running</span>", running, StringComparison.Ordinal);
        Assert.Contains("<code class=\"command\">sudo oms-gateway hosts add www.fabrikam.com --config-dir ", running, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Page));

        Assert.Contains("Not running</span>", await ReportAsync(), StringComparison.Ordinal);
        Assert.Contains("<strong>Tunnels</strong>\n 1 in 24 hours", await ReportAsync(), StringComparison.Ordinal);
        string restarted = await RunAsync(ReportAsync);
        Assert.Contains("<strong>Tunnels</strong>\n 1 in 24 hours", restarted, StringComparison.Ordinal);
        Assert.Contains("<strong>Refused or failed</strong>\n 1 in 24 hours", restarted, StringComparison.Ordinal);
        Assert.Contains(">127.0.0.1<", restarted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_gateway_there_is_a_page_on_standard_output_too()
    {
        ProgramResult result = await _program.RunAsync("report", "--html", "-");
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("<!DOCTYPE html>", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("</html>", result.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("No gateway runs.", result.Output, StringComparison.Ordinal);
        Assert.Contains($"The report is in {Page}.", await _program.DoAsync("report", "--html", Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_and_keeps_its_rights()
    {
        await File.WriteAllTextAsync(Page, "old");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Page, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.StartsWith("<!DOCTYPE html>", await ReportAsync(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(Page));
        Assert.Equal([Page], Directory.GetFiles(_folder.Root));
    }

    [UnixFact]
    public async Task A_pipe_is_written_to_and_not_replaced()
    {
        ProgramRunner.Output("mkfifo", Page);
        // Opening a pipe waits for its other end.
        Task<string> read = Task.Run(() => File.ReadAllText(Page));
        await _program.DoAsync("report", "--html", Page);
        Assert.EndsWith("</html>\n", await read.WaitAsync(Patience.Limit), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_link_leads_to_the_page_and_stays()
    {
        string link = _folder["link.html"];
        await File.WriteAllTextAsync(Page, "old");
        File.CreateSymbolicLink(link, Page);

        await _program.DoAsync("report", "--html", link);

        Assert.Equal(Page, new FileInfo(link).LinkTarget);
        Assert.EndsWith("</html>\n", await File.ReadAllTextAsync(Page), StringComparison.Ordinal);
    }

    /// <summary>As root a file in the place of /dev/stdout would be in the way of every program.</summary>
    [UnixFact]
    public async Task Standard_output_by_its_name_gets_nothing_but_the_page()
    {
        ProgramResult result = await _program.RunAsync("report", "--html", "/dev/stdout");

        Assert.EndsWith("</html>\n", result.Output, StringComparison.Ordinal);
        Assert.NotNull(new FileInfo("/dev/stdout").LinkTarget);
    }

    /// <summary>It would be made with the rights of any new file, at a place that others may have chosen.</summary>
    [UnixFact]
    public async Task A_link_to_nothing_is_refused_and_nothing_is_made_there()
    {
        File.CreateSymbolicLink(Page, _folder["nothing.html"]);
        await FailsAsync(Page, $"{Page} was not written: it is a link to a file that does not exist. Delete the link, or name another file.");
        Assert.Equal([Page], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task A_directory_and_a_folder_that_is_missing_are_said_with_what_to_do()
    {
        await FailsAsync(_folder.Root, $"{_folder.Root} was not written: it is a directory. Name a file in it.");
        string lost = _folder["missing/report.html"];
        await FailsAsync(lost, $"{lost} was not written: the folder {_folder["missing"]} does not exist. Make it, or name a file in another one.");
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    private async Task FailsAsync(string file, string message)
    {
        ProgramResult result = await _program.RunAsync("report", "--html", file);
        Assert.Equal((int)ExitCode.Failure, result.ExitCode);
        Assert.Equal(message, result.Errors.TrimEnd());
    }

    [Fact]
    public async Task A_file_that_is_not_named_is_a_misuse()
    {
        Assert.Equal((int)ExitCode.Usage, (await _program.RunAsync("report")).ExitCode);
        Assert.Equal((int)ExitCode.Usage, (await _program.RunAsync("report", "--html", "")).ExitCode);
    }

    private async Task<string> ReportAsync()
    {
        await _program.DoAsync("report", "--html", Page);
        return await File.ReadAllTextAsync(Page);
    }

    /// <summary>Waits until the status, which is written every second, tells of what was refused.</summary>
    private async Task UseAsync(int port)
    {
        await _target.VisitAsync(port);
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!(await _program.DoAsync("hosts", "denied")).Contains("www.fabrikam.com", StringComparison.Ordinal))
            patience.Token.ThrowIfCancellationRequested();
    }

    private async Task<string> RunAsync(Func<Task<string>> whileItRuns)
    {
        string result = "";
        await _program.RunWhileAsync(async () => result = await whileItRuns());
        return result;
    }
}
