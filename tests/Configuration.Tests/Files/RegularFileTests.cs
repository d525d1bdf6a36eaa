using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.History;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Report;
using OmsGateway.Configuration.Status;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests.Files;

/// <summary>Pipes of the real mkfifo, which nobody writes to, and the system's own devices stand where files belong.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [UnixTheory]
    [InlineData(ConfigurationStore.SettingsFileName)]
    [InlineData(ConfigurationStore.HostListFileName)]
    [InlineData(ConfigurationStore.ClientListFileName)]
    [InlineData("allowedlist_server.pos.txt")]
    public async Task A_pipe_among_the_configuration_files_is_a_problem_and_nothing_waits_for_it(string name)
    {
        if (name.Contains("pos", StringComparison.Ordinal)) _store.Settings = "<OMSGateway><Group name='pos' clients='10.1.0.0/16' /></OMSGateway>";
        string path = MakePipe(_store.Directory, name);

        ConfigurationResult result = await SoonAsync(_store.Store.Load);

        ConfigurationProblem problem = Assert.Single(result.Problems);
        Assert.Equal(path, problem.File);
        Assert.Contains("is a pipe, a socket or a device where a file belongs", problem.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_pipe_in_the_place_of_presets_is_a_problem_as_well()
    {
        string own = MakePipe(_store.Directory, ConfigurationStore.OwnPresetsFileName);
        string record = MakePipe(_store.Directory, ConfigurationStore.AppliedPresetsFileName);

        Assert.Equal([own, record], (await SoonAsync(_store.Administration.Validate)).Problems.Select(problem => problem.File));
        Assert.Contains("is a pipe", (await FailureAsync<ConfigurationException>(() => _store.Administration.Presets.All)).Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_pipe_in_the_place_of_the_key_keeps_a_password_from_being_set()
    {
        MakePipe(_store.Directory, ConfigurationStore.KeyFileName);

        Assert.Contains(
            "is a pipe", (await FailureAsync<ConfigurationException>(() => (object)_store.Administration.RelayProxy.Set("proxy", "user", "secret"))).Message,
            StringComparison.Ordinal);
    }

    /// <summary>The service's account writes these, and a root who looks reads them.</summary>
    [UnixFact]
    public async Task Pipes_in_the_place_of_what_the_service_writes_stop_no_report_and_are_named_there()
    {
        Directory.CreateDirectory(_store.Store.StateDirectory);
        foreach (string path in new[] { _store.Store.StatusPath, _store.Store.InventoryPath, _store.Store.HistoryPath }) MakePipe(path);
        MakePipe(_store.Store.DrainPath);

        string page = await SoonAsync(() => HtmlReport.Make(_store.Store));

        foreach (string path in new[] { _store.Store.InventoryPath, _store.Store.HistoryPath })
            Assert.Contains(
                $"{path} is a pipe, a socket or a device where a file belongs, and is not opened. Put a file in its place.", page, StringComparison.Ordinal);
        Assert.Null(await SoonAsync(() => GatewayStatus.TryRead(_store.Store.StatusPath)));
        await FailureAsync<IOException>(() => (object)DrainRequest.Exists(_store.Store, 1, default));
    }

    [UnixTheory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public async Task A_link_to_a_device_is_refused_too(string device)
    {
        Directory.CreateDirectory(_store.Store.StateDirectory);
        File.CreateSymbolicLink(_store.Store.HistoryPath, device);

        Assert.Contains("a device", (await FailureAsync<IOException>(() => TrafficHistory.Read(_store.Store.HistoryPath))).Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_pipe_that_takes_the_place_of_a_file_just_before_it_is_opened_is_refused_all_the_same()
    {
        _store.Hosts = "a.contoso.com\n";
        string path = _store.Store.HostListPath;

        IOException refusal = await FailureAsync<IOException>(() => RegularFile.OpenRead(path, beforeOpen: () =>
        {
            File.Delete(path);
            MakePipe(path);
        }));

        Assert.Contains("is a pipe", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_and_a_link_to_it_are_read()
    {
        _store.Hosts = "a.contoso.com\n";
        string link = Path.Combine(_store.Directory, "link.txt");
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(link, _store.Store.HostListPath);

        foreach (string path in OperatingSystem.IsWindows() ? [_store.Store.HostListPath] : new[] { _store.Store.HostListPath, link })
        {
            using var text = new StreamReader(RegularFile.OpenRead(path));
            Assert.Equal("a.contoso.com\n", text.ReadToEnd());
        }
    }

    [Fact]
    public void A_file_that_its_writer_has_locked_is_not_read()
    {
        _store.Hosts = "a.contoso.com\n";
        using (File.Open(_store.Store.HostListPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Throws<IOException>(() => RegularFile.OpenRead(_store.Store.HostListPath));
        RegularFile.OpenRead(_store.Store.HostListPath).Dispose();
    }

    [Fact]
    public void What_is_not_there_and_a_directory_are_told_from_each_other()
    {
        Assert.Throws<FileNotFoundException>(() => RegularFile.OpenRead(Path.Combine(_store.Directory, "none")));
        Assert.Throws<UnauthorizedAccessException>(() => RegularFile.OpenRead(_store.Directory));
        Assert.Null(GatewayInventory.Read(Path.Combine(_store.Directory, "none", "none")));
    }

    private static string MakePipe(string folder, string name) => MakePipe(Path.Combine(folder, name));

    private static string MakePipe(string path)
    {
        ProgramRunner.Output("mkfifo", path);
        return path;
    }

    private static Task<T> SoonAsync<T>(Func<T> read) => Task.Run(read).WaitAsync(Patience.Limit);

    private static Task<TException> FailureAsync<TException>(Func<object?> read)
        where TException : Exception => Assert.ThrowsAsync<TException>(() => SoonAsync(read));
}
