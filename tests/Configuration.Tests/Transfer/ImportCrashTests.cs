using System.Collections.Concurrent;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Groups;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Transfer;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests.Transfer;

/// <summary>An import is all of it or nothing, for whoever reads meanwhile and whatever breaks off.</summary>
public sealed class ImportCrashTests
{
    private static ConfigurationStore Reopen(TemporaryStore store) =>
        new(store.Directory, new KeyFileSecretProtector(store.Store.KeyPath), store.Agent) { LockWait = Patience.Limit };

    [Fact]
    public void After_a_crash_before_any_step_it_is_all_old_or_all_new_and_the_next_change_finishes_it()
    {
        using var trial = new TransferTrial();
        trial.Source.Settings.Set("ListenPort", "3128");
        trial.Source.ClientCertificates.Add("new");
        trial.Source.Groups.Set("pos", "10.1.0.0/16", null);
        trial.Source.InGroup("pos").Hosts.Add("pos.contoso.com");
        trial.Source.Presets.Apply(trial.Source.Presets.Get("ArcESU"), new PresetRequest());
        trial.Source.Transfer.Export(trial.File);
        string after = TransferTrial.Describe(trial.From.Store);
        int crash = 1, beforeSeen = 0, afterSeen = 0;
        for (bool isBroken = true; isBroken; crash++)
        {
            int left = int.MaxValue;
            using var store = new TemporaryStore(beforeStep: _ =>
            {
                if (--left == 0) throw new Crash();
            });
            Fill(store.Administration);
            string before = TransferTrial.Describe(store.Store);
            left = crash;
            isBroken = Record.Exception(() => store.Administration.Transfer.Import(trial.File, new ImportOptions())) is Crash;

            ConfigurationStore next = Reopen(store);
            string found = TransferTrial.Describe(next);
            Assert.True(found == before || found == after, $"Neither after a crash at step {crash}:\n{found}");
            if (found == before) beforeSeen++;
            else afterSeen++;

            var administration = new GatewayAdministration(next);
            administration.ClientCertificates.Add("next");
            administration.ClientCertificates.Remove("next");
            Assert.Equal(found, TransferTrial.Describe(next));
            Assert.False(File.Exists(StoreJournal.PathIn(store.Directory)));
            if (found == after) Assert.Empty(Directory.GetFiles(store.Directory, "*.tmp"));
        }

        // The journal takes five steps, and it is decided before the last one of them.
        Assert.Equal(4, beforeSeen);
        Assert.InRange(afterSeen, 20, 100);
    }

    private static void Fill(GatewayAdministration target)
    {
        target.Settings.Set("ListenPort", "8081");
        target.Groups.Set("gone", "10.9.0.0/16", null);
        target.InGroup("gone").Hosts.Add("gone.contoso.com");
        target.Hosts.Add("old.contoso.com");
    }

    [Theory]
    [InlineData(3, "Nothing was imported: No space left")]
    [InlineData(8, "The import is in force, but could not be written to all files")]
    public void A_disk_that_fails_is_told_with_what_is_in_force(int failing, string expected)
    {
        int steps = 0;
        bool isArmed = false;
        using var trial = new TransferTrial(_ =>
        {
            if (isArmed && ++steps == failing) throw new IOException("No space left on device.");
        });
        trial.Source.Hosts.Add("new.contoso.com");
        trial.Source.Transfer.Export(trial.File);
        isArmed = true;
        var failure = Assert.Throws<ConfigurationException>(() => trial.Import());
        Assert.Contains(expected, failure.Message);
        Assert.Equal(ConfigurationRefusal.Unavailable, failure.Refusal);
        Assert.Equal(failing == 3 ? 0 : 1, Reopen(trial.To).Load().Configuration!.Hosts.Entries.Count());
    }

    [Fact]
    public void A_gateway_that_starts_finishes_what_broke_off()
    {
        using TransferTrial trial = Broken();
        Assert.Contains(Reopen(trial.To).Load().Warnings, warning => warning.Message.StartsWith("an import is under way", StringComparison.Ordinal));
        ConfigurationStore next = Reopen(trial.To);
        next.FinishImport();
        Assert.False(File.Exists(Path.Combine(trial.To.Directory, "OMSGateway.import")));
        Assert.Equal("new.contoso.com", trial.To.Hosts.Trim());
        Assert.DoesNotContain(next.Load().Warnings, warning => warning.File.EndsWith("OMSGateway.import", StringComparison.Ordinal));
    }

    [Fact]
    public void What_broke_off_names_a_directory_in_its_way_and_is_finished_once_that_is_gone()
    {
        using TransferTrial trial = Broken();
        Directory.CreateDirectory(trial.To.Store.HostListPath);
        ConfigurationStore next = Reopen(trial.To);
        string refusal = Assert.Throws<ConfigurationException>(() => new GatewayAdministration(next).ClientCertificates.Add("next")).Message;
        Assert.Contains($"{next.HostListPath}: it is a directory where a file belongs; move it away, or delete it.", refusal);
        Directory.Delete(next.HostListPath);
        new GatewayAdministration(next).ClientCertificates.Add("next");
        Assert.Equal("new.contoso.com", trial.To.Hosts.Trim());
        Assert.Equal(["OMSGateway.config", "OMSGateway.lock", "allowedlist_client.txt", "allowedlist_server.txt"],
            Directory.GetFiles(next.Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_damaged_journal_is_a_problem_and_not_believed()
    {
        using TransferTrial trial = Broken();
        string journal = Path.Combine(trial.To.Directory, "OMSGateway.import");
        byte[] content = File.ReadAllBytes(journal);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(journal, content);
        Assert.Contains("it is damaged; delete it", Reopen(trial.To).Load().Problems[0].Message);
        Assert.Contains("it is damaged; delete it",
            Assert.Throws<ConfigurationException>(() => new GatewayAdministration(Reopen(trial.To)).Hosts.Add("a.contoso.com")).Message);
        File.Delete(journal);
        Assert.Empty(Reopen(trial.To).Load().Configuration!.Hosts.Entries);
    }

    [Fact]
    public void A_running_gateway_takes_an_import_that_broke_off_at_once_and_its_completion_as_no_change()
    {
        using TransferTrial trial = Broken();
        var monitor = new ConfigurationMonitor(Reopen(trial.To));
        Assert.Equal(3128, monitor.Poll()!.Configuration!.Settings.ListenPort);
        Reopen(trial.To).FinishImport();
        for (int poll = 0; poll < 3; poll++) Assert.Null(monitor.Poll());
    }

    [Fact]
    public async Task Whoever_reads_during_imports_sees_one_of_the_configurations_and_never_a_mixture()
    {
        using var trial = new TransferTrial();
        string[] files = [trial.File + ".1", trial.File + ".2"];
        for (int i = 0; i < 2; i++)
        {
            trial.Source.Settings.Set("MaximumTunnels", $"{1000 + i}");
            trial.Source.Hosts.Remove($"h{1 - i}.contoso.com");
            trial.Source.Hosts.Add($"h{i}.contoso.com");
            trial.Source.Groups.Set("pos", $"10.{i}.0.0/16", null);
            trial.Source.InGroup("pos").Hosts.Remove($"g{1 - i}.contoso.com");
            trial.Source.InGroup("pos").Hosts.Add($"g{i}.contoso.com");
            trial.Source.Transfer.Export(files[i]);
        }

        trial.Target.Transfer.Import(files[0], new ImportOptions());
        using var stop = new CancellationTokenSource();
        ConcurrentDictionary<string, bool> seen = [];
        Task reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) seen[Describe(Reopen(trial.To).Load().Configuration!)] = true;
        });
        for (int i = 1; (i < 30 || seen.Count < 2) && !reader.IsCompleted; i++) trial.Target.Transfer.Import(files[i % 2], new ImportOptions());
        stop.Cancel();
        await reader;
        foreach (string file in files) File.Delete(file);
        Assert.Equal(["1000 h0.contoso.com 10.0.0.0/16 g0.contoso.com", "1001 h1.contoso.com 10.1.0.0/16 g1.contoso.com"], seen.Keys.Order());
    }

    private static string Describe(GatewayConfiguration configuration)
    {
        ClientGroup group = configuration.Groups.All.Single();
        return $"{configuration.Settings.MaximumTunnels} {configuration.Hosts.Entries.Single().Pattern} {group.Clients.Single()} "
            + $"{group.Configuration.Hosts.Entries.Single().Pattern}";
    }

    // Broken off right after it was decided.
    private static TransferTrial Broken()
    {
        bool isArmed = false;
        var trial = new TransferTrial(step =>
        {
            if (isArmed && step == AtomicFileStep.Done) throw new Crash();
        });
        trial.Source.Settings.Set("ListenPort", "3128");
        trial.Source.Hosts.Add("new.contoso.com");
        trial.Source.Transfer.Export(trial.File);
        isArmed = true;
        Assert.Throws<Crash>(() => trial.Import());
        return trial;
    }

    private sealed class Crash : Exception;
}
