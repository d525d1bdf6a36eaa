using System.Text.Json;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Inventory;
using OmsGateway.PowerShell.Tests.Engine;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Guide;

/// <summary>Runs the examples of each file in their order, in one session against a running gateway with a folder of its own.</summary>
public sealed class ExampleRun : IAsyncLifetime
{
    private readonly Dictionary<(string File, string Code), string> _results = [];

    /// <summary>The errors that an example has brought, empty for none; null when it was not run.</summary>
    internal string? ErrorsOf(string file, string code) => _results.GetValueOrDefault((file, code));

    public async Task InitializeAsync()
    {
        foreach (var file in Example.All.Where(e => !e.IsWindowsOnly).GroupBy(e => e.File)) await RunAsync(file.Key, [.. file.Select(e => e.Code)]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task RunAsync(string file, string[] examples)
    {
        using var folder = new TemporaryFolder();
        ConfigurationStore store = ConfigurationStore.Open(folder["config"]);
        new GatewayAdministration(store).Settings.Set("ListenPort", $"{LoopbackPort.Free()}");
        // Of a gateway that has run for long.
        DateTimeOffset since = DateTimeOffset.UtcNow.AddDays(-100);
        new GatewayInventory { Written = DateTimeOffset.UtcNow, ClientsSince = since, HostsSince = since }.Write(store.InventoryPath);
        await using Tool gateway = Tool.Start(BuiltProgram.Path, "--config-dir", folder["config"], "run");
        await gateway.WaitForAsync("[101]");
        string list = folder.Write("examples.json", JsonSerializer.Serialize(examples));
        ProgramResult result = await PowerShell7.RunAsync("-File", ProjectFiles.Find("tests/PowerShell.Tests/Guide/Run-Examples.ps1"),
            "-Examples", list, "-Directory", folder["config"], "-Results", folder["results.json"]);
        Assert.True(result.ExitCode == 0, result.ToString());
        string[] errors = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(folder["results.json"]))!;
        Assert.Equal(examples.Length, errors.Length);
        for (int i = 0; i < errors.Length; i++) _results[(file, examples[i])] = _results.GetValueOrDefault((file, examples[i])) + errors[i];
    }
}
