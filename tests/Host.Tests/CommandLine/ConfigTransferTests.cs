using System.Diagnostics;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

/// <summary><c>config export</c> and <c>config import</c> between two directories.</summary>
[Trait("Native", "yes")]
public sealed class ConfigTransferTests : IDisposable
{
    private const string Passphrase = "correct horse battery staple\n";

    private readonly TemporaryFolder _folder = new();
    private readonly GatewayProgram _from = new();
    private readonly GatewayProgram _to = new();

    private string File => _folder["gateway.xml"];

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Another_directory_shows_the_same_after_the_import()
    {
        await _from.DoAsync("config", "set", "ListenPort", "3128");
        await _from.DoAsync("hosts", "add", "*.contoso.com");
        await _from.DoAsync("hosts", "add", "--preset", "ArcESU");
        await _from.DoAsync("groups", "set", "pos", "--clients", "10.1.0.0/16");
        await _from.DoAsync("hosts", "add", "--group", "pos", "pos.contoso.com");
        await _from.DoAsync("config", "export", File);

        ProgramResult trial = await _to.RunAsync("config", "import", File, "--what-if");
        Assert.True(trial.ExitCode == (int)ExitCode.NotFound, trial.ToString());
        Assert.Contains("ListenPort: 8080 (default) -> 3128", trial.Output, StringComparison.Ordinal);
        Assert.Contains("allowed hosts of group pos: + pos.contoso.com", trial.Output, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(_to.SettingsPath));

        await _to.DoAsync("config", "import", File);
        foreach (string[] question in (string[][])[["config", "get"], ["hosts", "list", "--all"], ["hosts", "list", "--group", "pos"], ["groups", "list"],
            ["hosts", "presets", "diff"]])
            Assert.Equal(await _from.DoAsync(question), await _to.DoAsync(question));
        Assert.Contains("is already that of", await _to.DoAsync("config", "import", File, "--what-if"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_carried_by_a_passphrase_from_standard_input_and_not_without_one()
    {
        await _from.RunWithInputAsync("s3cret-pass\n", "relay", "set", "proxy:3128", "--user", "gateway");
        ProgramResult without = await _from.RunAsync("config", "export", File);
        Assert.Contains("Warning: The relay proxy's password is not in the file", without.Errors, StringComparison.Ordinal);

        ProgramResult with = await _from.RunWithInputAsync(Passphrase, "config", "export", File, "--secrets");
        Assert.True(with is { ExitCode: 0, Errors: "" }, with.ToString());
        Assert.DoesNotContain("s3cret-pass", await System.IO.File.ReadAllTextAsync(File), StringComparison.Ordinal);

        ProgramResult wrong = await _to.RunWithInputAsync("another passphrase\n", "config", "import", File, "--secrets");
        Assert.True(wrong.ExitCode == (int)ExitCode.InvalidConfiguration, wrong.ToString());
        Assert.Contains("the passphrase is another one", wrong.Errors, StringComparison.Ordinal);

        ProgramResult imported = await _to.RunWithInputAsync(Passphrase, "config", "import", File, "--secrets");
        Assert.True(imported is { ExitCode: 0, Errors: "" }, imported.ToString());
        Assert.Contains("password set", await _to.DoAsync("relay", "get"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_wrong_exits_with_3_and_names_the_line()
    {
        await System.IO.File.WriteAllTextAsync(File, "<OMSGatewayExport version='1'>\n<Settings><ListenPort>0</ListenPort></Settings></OMSGatewayExport>");
        ProgramResult result = await _to.RunAsync("config", "import", File);
        Assert.True(result.ExitCode == (int)ExitCode.InvalidConfiguration, result.ToString());
        Assert.Contains($"{File}(2): ListenPort = '0'", result.Errors, StringComparison.Ordinal);
    }

    /// <summary>As after a power failure: the process is killed while it imports, at whatever moment.</summary>
    [Fact]
    public async Task A_process_that_is_killed_leaves_the_old_or_the_new()
    {
        await _from.DoAsync("config", "set", "ListenPort", "3128");
        await _from.DoAsync("hosts", "add", "new.contoso.com");
        await _from.DoAsync("config", "export", File);
        await _to.DoAsync("hosts", "add", "old.contoso.com");
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(_to.Directory);
        watcher.Created += (_, _) => changed.TrySetResult();
        watcher.EnableRaisingEvents = true;
        using (Process importing = Start("config", "import", File))
        {
            Task ended = importing.WaitForExitAsync();
            await Task.WhenAny(changed.Task, ended).WaitAsync(Patience.Limit);
            importing.Kill();
            await ended;
        }

        string port = (await _to.DoAsync("config", "get", "ListenPort")).Trim();
        string hosts = await _to.DoAsync("hosts", "list");
        Assert.Contains(port, (string[])["8080", "3128"]);
        Assert.Contains(port == "8080" ? "old.contoso.com" : "new.contoso.com", hosts, StringComparison.Ordinal);
        Assert.DoesNotContain(port == "8080" ? "new.contoso.com" : "old.contoso.com", hosts, StringComparison.Ordinal);
        await _to.DoAsync("hosts", "add", "next.contoso.com");
        Assert.False(System.IO.File.Exists(Path.Combine(_to.Directory, "OMSGateway.import")));
    }

    private Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(GatewayProgram.ProgramPath, ["--config-dir", _to.Directory, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
}
