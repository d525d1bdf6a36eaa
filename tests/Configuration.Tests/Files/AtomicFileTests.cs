using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Native;
using OmsGateway.Configuration.Secrets;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests.Files;

public sealed class AtomicFileTests
{
    public static TheoryData<string> Steps => [.. Enum.GetNames<AtomicFileStep>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public void After_a_crash_before_any_step_the_file_is_old_or_new(string crash)
    {
        using var store = new TemporaryStore(beforeStep: step =>
        {
            if (step.ToString() == crash) throw new Crash();
        });
        store.Hosts = "old.contoso.com\n";
        Assert.Throws<Crash>(() => store.Administration.Hosts.Add("new.contoso.com"));
        Assert.Equal(crash == nameof(AtomicFileStep.Done) ? "old.contoso.com\nnew.contoso.com\n" : "old.contoso.com\n", store.Hosts);
        Assert.NotNull(store.Store.Load().Configuration);

        var next = new GatewayAdministration(
            new ConfigurationStore(store.Directory, new NoSecrets(), store.Agent));
        Assert.True(next.Hosts.Add("next.contoso.com"));
        Assert.Empty(Directory.GetFiles(store.Directory, "*.tmp"));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_failing_disk_is_reported_and_leaves_no_temporary_file(string failing)
    {
        using var store = new TemporaryStore(beforeStep: step =>
        {
            if (step.ToString() == failing) throw new IOException("No space left on device.");
        });
        store.Settings = "<OMSGateway/>";
        var failure = Assert.Throws<ConfigurationException>(() => store.Administration.Settings.Set("ListenPort", "9"));
        Assert.Contains("No space left on device", failure.Message);
        Assert.NotNull(store.Store.Load().Configuration);
        Assert.Empty(Directory.GetFiles(store.Directory, "*.tmp"));
    }

    [Fact]
    public void What_a_crash_has_left_goes_and_files_that_only_look_alike_stay()
    {
        using var folder = new TemporaryFolder();
        string path = folder["page*"], leftover = $"{path}.{Guid.NewGuid():N}.tmp";
        string[] others = [folder["page*.mine.tmp"], folder[$"page1.{Guid.NewGuid():N}.tmp"], folder["page.old.bak"]];
        foreach (string file in others.Append(leftover).Append(path)) File.WriteAllText(file, "old");

        AtomicFile.Write(path, "new"u8.ToArray());

        Assert.Equal("new", File.ReadAllText(path));
        Assert.False(File.Exists(leftover));
        Assert.All(others, file => Assert.True(File.Exists(file)));
    }

    [Fact]
    public async Task Concurrent_changes_are_all_kept_and_readers_never_see_half_a_file()
    {
        using var store = new TemporaryStore();
        store.Administration.Hosts.Add("first.contoso.com");
        using var stop = new CancellationTokenSource();
        Task reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) Assert.Contains("first.contoso.com\n", store.Hosts.ReplaceLineEndings("\n"));
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            // Each writer with a store of its own, as another process has.
            var administration = new GatewayAdministration(
                new ConfigurationStore(store.Directory, new NoSecrets(), store.Agent) { LockWait = Patience.Limit });
            for (int i = 0; i < 25; i++) Assert.True(administration.Hosts.Add($"h{writer}-{i}.contoso.com"));
        })));
        stop.Cancel();
        await reader;
        Assert.Equal(101, store.Administration.Hosts.Get().Count);
    }

    [Fact]
    public void A_change_that_cannot_get_the_lock_says_so()
    {
        using var store = new TemporaryStore(lockWait: TimeSpan.FromMilliseconds(60));
        using (StoreLock.Acquire(store.Directory, TimeSpan.Zero))
        {
            var refusal = Assert.Throws<ConfigurationException>(() => store.Administration.Hosts.Add("a.contoso.com"));
            Assert.Contains("another program", refusal.Message);
        }

        Assert.True(store.Administration.Hosts.Add("a.contoso.com"));
    }

    [Fact]
    public void New_files_are_their_owners_alone_and_a_replaced_file_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows()) return;
        using var store = new TemporaryStore(create: false);
        store.Administration.RelayProxy.Set("proxy", "user", "secret");
        store.Administration.Hosts.Add("a.contoso.com");
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Private | UnixFileMode.UserExecute, File.GetUnixFileMode(store.Directory));
        foreach (string file in Directory.GetFiles(store.Directory)) Assert.Equal(Private, File.GetUnixFileMode(file));

        const UnixFileMode Shared = Private | UnixFileMode.GroupRead;
        File.SetUnixFileMode(store.Store.HostListPath, Shared);
        store.Administration.Hosts.Add("b.contoso.com");
        Assert.Equal(Shared, File.GetUnixFileMode(store.Store.HostListPath));
    }

    /// <summary>As in <c>/etc/oms-gateway</c>, which root writes and the group of the service's account reads.</summary>
    [Theory]
    [InlineData(UnixFileMode.None, UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead | UnixFileMode.OtherExecute, UnixFileMode.None)]
    public void New_files_are_for_the_group_to_read_where_the_directory_is_for_it_alone(UnixFileMode others, UnixFileMode expected)
    {
        if (OperatingSystem.IsWindows()) return;
        using var store = new TemporaryStore();
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(store.Directory, Owner | UnixFileMode.UserExecute | Group | others);
        store.Administration.RelayProxy.Set("proxy", "user", "secret");
        store.Administration.Hosts.Add("a.contoso.com");
        foreach (string file in Directory.GetFiles(store.Directory)) Assert.Equal(Owner | expected, File.GetUnixFileMode(file));
    }

    /// <summary>As where root edits with the command line what the service's account reads and writes.</summary>
    [NamespaceFact("test $(id -u) = 0")]
    public void A_file_that_root_edits_keeps_its_owner_and_a_new_one_gets_the_directorys()
    {
        using var store = new TemporaryStore();
        store.Administration.Hosts.Add("a.contoso.com");
        LibC.Chown(store.Directory, 1001, 1002);
        LibC.Chown(store.Store.HostListPath, 1003, 1004);

        store.Administration.Hosts.Add("b.contoso.com");
        store.Administration.Settings.Set("ListenPort", "9000");

        Assert.Equal((1003u, 1004u), OwnerOf(store.Store.HostListPath));
        Assert.Equal((1001u, 1002u), OwnerOf(store.Store.SettingsPath));

        static (uint User, uint Group) OwnerOf(string path) => LibC.TryGetOwner(path) is { } owner ? (owner.User, owner.Group) : default;
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_a_clear_refusal()
    {
        using var store = new TemporaryStore(create: false, lockWait: TimeSpan.Zero);
        File.WriteAllText(store.Directory, "a file");
        try
        {
            Assert.Contains(store.Directory, Assert.Throws<ConfigurationException>(() => store.Administration.Hosts.Add("a.contoso.com")).Message);
        }
        finally
        {
            File.Delete(store.Directory);
        }
    }

    private sealed class Crash : Exception;

    private sealed class NoSecrets : ISecretProtector
    {
        public string Protect(string secret) => throw new NotSupportedException();

        public string Unprotect(string protectedText) => throw new NotSupportedException();
    }
}
