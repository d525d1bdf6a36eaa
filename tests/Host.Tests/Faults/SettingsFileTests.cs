using OmsGateway.Host.Tests.LoadBalancing;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Faults;

/// <summary>What may befall the settings file while agents work.</summary>
[Collection(FaultCollection.Name)]
public sealed class SettingsFileTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly IngestionServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task Nothing_that_befalls_the_file_is_noticed_by_agents()
    {
        int port = await _program.AllowAsync(_server.Port);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        using var stop = new CancellationTokenSource();
        UploadingAgent[] agents = [.. Enumerable.Range(0, 8).Select(n => new UploadingAgent(n, port, _server.Port))];
        Task[] working = [.. agents.Select(a => a.RunAsync(stop.Token))];
        string valid = await File.ReadAllTextAsync(_program.SettingsPath);

        await File.WriteAllTextAsync(_program.SettingsPath, valid[..(valid.Length / 2)]);
        await gateway.WaitForAsync("Wrong configuration");
        await MendAsync("1234");

        // Away for longer than an editor takes to replace it: the defaults would move the port, but a taken one stays away.
        File.Delete(_program.SettingsPath);
        Directory.CreateDirectory(_program.SettingsPath);
        await gateway.WaitForAsync("the file cannot be read");
        Directory.Delete(_program.SettingsPath);
        await MendAsync("1235");

        string elsewhere = _program.SettingsPath + ".elsewhere";
        await File.WriteAllTextAsync(elsewhere, WithLimit("1236"));
        File.Delete(_program.SettingsPath);
        File.CreateSymbolicLink(_program.SettingsPath, elsewhere);
        await gateway.WaitForAsync(" -> 1236");

        await stop.CancelAsync();
        await Task.WhenAll(working);
        Assert.All(agents, a => Assert.Equal((0, true), (a.Retries, a.Acknowledged > 0)));
        Assert.Equal(0, _server.Damaged);

        string WithLimit(string limit) =>
            valid.Replace("</OMSGateway>", $"<MaximumTunnels>{limit}</MaximumTunnels></OMSGateway>", StringComparison.Ordinal);

        async Task MendAsync(string limit)
        {
            await File.WriteAllTextAsync(_program.SettingsPath, WithLimit(limit));
            await gateway.WaitForAsync($" -> {limit}");
        }
    }

    [UnixFact]
    public async Task A_file_that_never_answers_does_not_keep_the_service_from_stopping()
    {
        await _program.AllowAsync(_server.Port);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        // Stands for a share that hangs: whoever opens it waits for ever.
        File.Delete(_program.SettingsPath);
        Assert.Equal(0, (await ProgramRunner.RunAsync("mkfifo", [_program.SettingsPath])).ExitCode);
        await Task.Delay(2500);

        gateway.Signal("INT");

        Assert.Equal(0, await gateway.ExitCodeAsync());
        await gateway.WaitForAsync("[102]");
    }
}
