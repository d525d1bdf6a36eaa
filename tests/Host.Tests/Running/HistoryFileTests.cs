using System.Globalization;
using OmsGateway.Configuration;
using OmsGateway.Configuration.History;
using OmsGateway.Gateway;
using OmsGateway.Host.Ports;
using OmsGateway.Host.Running;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Running;

public sealed class HistoryFileTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private readonly GatewayServer _server;

    public HistoryFileTests() => _server = new GatewayServer(new GatewayConfiguration(), _log, _time, SystemPorts.Create());

    private string Path => _folder["state/history"];

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private HistoryFile Open() => new(Path, _server.State, _log, _time);

    private void Look(HistoryFile history, TimeSpan after)
    {
        _time.Advance(after);
        history.Look();
    }

    [Fact]
    public async Task It_is_written_each_minute_and_at_the_stop_and_goes_on_after_a_restart()
    {
        HistoryFile history = Open();
        Look(history, TimeSpan.FromSeconds(50));
        Assert.False(File.Exists(Path));
        Look(history, TimeSpan.FromSeconds(10));
        Assert.Single(TrafficHistory.Read(Path)!.Day.Samples);
        _time.Advance(TimeSpan.FromMinutes(30));
        await history.WriteLastAsync(Patience.Limit);

        // A restart, an hour later.
        _time.Advance(TimeSpan.FromHours(1));
        await Open().WriteLastAsync(Patience.Limit);
        Assert.Equal(["00:00", "00:30", "01:30"],
            TrafficHistory.Read(Path)!.Day.Samples.Select(sample => sample.Start.ToString("HH:mm", CultureInfo.InvariantCulture)));
        Assert.Empty(_log.Events);
    }

    [Fact]
    public void What_cannot_be_written_is_reported_once_and_tried_again()
    {
        string obstacle = _folder.Write("state", "a file where the folder should be");
        HistoryFile history = Open();
        for (int i = 0; i < 3; i++) Look(history, TimeSpan.FromMinutes(1));
        Assert.Contains($"The history {Path} cannot be written: ", Assert.Single(_log.Events).Message, StringComparison.Ordinal);

        File.Delete(obstacle);
        Look(history, TimeSpan.FromMinutes(1));
        Assert.Single(TrafficHistory.Read(Path)!.Day.Samples);
    }

    [Theory]
    [InlineData("history\t2\nminutes\t0\t1\t1\t1\t1\t1\t1\t1\t.\n")]
    [InlineData("no history")]
    public void What_cannot_be_used_is_reported_and_replaced(string content)
    {
        _folder.Write("state/history", content);
        HistoryFile history = Open();
        Assert.Contains($"The history {Path} cannot be used: it is no history", Assert.Single(_log.Events).Message, StringComparison.Ordinal);
        Look(history, TimeSpan.FromMinutes(1));
        Assert.Single(TrafficHistory.Read(Path)!.Day.Samples);
    }
}
