using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Tests.Status;

public sealed class GatewayInquiryTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Presence Nothing = new(false, false, null, "");

    private readonly TemporaryStore _store = new();
    private Action _whileWaiting = () => { };

    public void Dispose() => _store.Dispose();

    private GatewayReport Ask(Presence presence, bool isAlive = false, bool isDenied = false) => new GatewayInquiry(
        _store.Store, () => isDenied ? throw new UnauthorizedAccessException() : GatewayStatus.Read(_store.Store.StatusPath),
        new Fixed(presence), (_, _) => isAlive, () => Now, _ => _whileWaiting()).Ask();

    private void Write(TimeSpan age, int process = 42) =>
        new GatewayStatus { ProcessId = process, Started = Now - age, Written = Now - age }.Write(_store.Store.StatusPath);

    [Fact]
    public void A_fresh_status_of_a_living_process_is_a_running_gateway()
    {
        Write(TimeSpan.FromSeconds(2));
        GatewayReport report = Ask(Nothing, isAlive: true);
        Assert.Equal((GatewayRunState.Running, 42), (report.State, report.Status!.ProcessId));
    }

    [Fact]
    public void A_fresh_status_of_a_process_that_is_not_seen_is_believed_once_it_is_written_again()
    {
        Write(TimeSpan.FromSeconds(2), process: 1);
        _whileWaiting = () => Write(TimeSpan.FromSeconds(-1), process: 1);
        Assert.Equal(GatewayRunState.Running, Ask(Nothing).State);

        _whileWaiting = () => { };
        GatewayReport report = Ask(Nothing);
        Assert.Equal(GatewayRunState.NotRunning, report.State);
        Assert.Contains("ended without a stop", report.Explanation);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_gateway_that_cannot_write_its_status_runs_and_the_answer_says_since_when(bool isSeen, bool isAlive)
    {
        Write(TimeSpan.FromMinutes(2));
        GatewayReport report = Ask(isSeen ? new Presence(true, false, 42, "A gateway runs as process 42.") : Nothing, isAlive);
        Assert.Equal(GatewayRunState.Silent, report.State);
        Assert.Contains("2026-01-01 11:58:00Z", report.Explanation);
        Assert.Contains("full", report.Explanation);
    }

    [Fact]
    public void A_gateway_without_any_status_runs()
    {
        GatewayReport report = Ask(new Presence(true, false, 42, "A gateway runs as process 42."));
        Assert.Equal(GatewayRunState.Silent, report.State);
        Assert.Contains("process 42", report.Explanation);
    }

    [Fact]
    public void The_status_of_one_that_died_is_not_taken_for_that_of_another()
    {
        Write(TimeSpan.FromSeconds(2), process: 41);
        GatewayReport report = Ask(new Presence(true, false, 42, "A gateway runs as process 42."));
        Assert.Equal(GatewayRunState.Silent, report.State);
        Assert.Null(report.Status);
    }

    [Fact]
    public void Nothing_seen_and_nothing_written_is_none()
    {
        GatewayReport report = Ask(new Presence(false, true, null, "The service OMSGatewayService is stopped."));
        Assert.Equal(GatewayRunState.NotRunning, report.State);
        Assert.Equal($"No gateway runs on {_store.Directory}. The service OMSGatewayService is stopped.", report.Explanation);
    }

    [Fact]
    public void Without_the_right_to_its_status_a_gateway_is_not_said_to_be_gone()
    {
        GatewayReport seen = Ask(new Presence(true, false, 42, "A gateway runs as process 42."), isDenied: true);
        Assert.Equal(GatewayRunState.AccessDenied, seen.State);
        Assert.StartsWith("A gateway runs as process 42. This user has no right to read its status", seen.Explanation);
        Assert.EndsWith(Configuration.Files.Rights.Remedy, seen.Explanation);

        GatewayReport unseen = Ask(Nothing, isDenied: true);
        Assert.Equal(GatewayRunState.AccessDenied, unseen.State);
        Assert.Contains("cannot be told", unseen.Explanation);
    }

    [Fact]
    public void Where_the_system_is_certain_it_is_believed_without_the_right() => Assert.Equal(
        GatewayRunState.NotRunning, Ask(new Presence(false, true, null, "The service OMSGatewayService is stopped."), isDenied: true).State);

    [Theory]
    [InlineData(4, 1234, true, "is running")]
    [InlineData(2, 1234, true, "is starting")]
    [InlineData(3, 1234, true, "is stopping")]
    [InlineData(1, 0, false, "is stopped (exit code 5")]
    public void The_service_control_manager_tells_every_user(int state, int process, bool isRunning, string expected)
    {
        Presence presence = new WindowsGatewayPresence(new FixedService(new ServiceRun((ServiceRunState)state, process, 5)), () => false).Look();
        Assert.Equal((isRunning, true), (presence.IsRunning, presence.IsCertain));
        Assert.Equal(isRunning ? process : null, presence.ProcessId);
        Assert.Contains(expected, presence.Explanation);
    }

    [Fact]
    public void A_gateway_in_a_console_is_seen_beside_a_stopped_service()
    {
        var stopped = new FixedService(new ServiceRun(ServiceRunState.Stopped, 0, 0));
        Assert.True(new WindowsGatewayPresence(stopped, () => true).Look().IsRunning);
        Assert.True(new WindowsGatewayPresence(null, () => true).Look().IsRunning);
        Assert.False(new WindowsGatewayPresence(new FixedService(null), () => false).Look().IsRunning);
    }

    [Fact]
    public void The_socket_of_a_gateway_names_its_process()
    {
        string table = Path.Combine(_store.Directory, "unix");
        File.WriteAllText(table, $"""
            Num       RefCount Protocol Flags    Type St Inode Path
            0000000000000000: 00000002 00000000 00010000 0001 01 20000 /run/systemd/notify
            0000000000000000: 00000002 00000000 00000000 0001 01 20001 @{GatewayPresence.SocketName("/etc/other", 7)}
            0000000000000000: 00000002 00000000 00000000 0001 01 20002 @{GatewayPresence.SocketName("/etc/oms-gateway/", 815)}
            """);
        string prefix = GatewayPresence.SocketName("/etc/oms-gateway", 0).TrimEnd('0');
        Assert.Equal(815, new UnixGatewayPresence(prefix, table).Look().ProcessId);
        Assert.False(new UnixGatewayPresence(prefix, table + ".missing").Look().IsRunning);
    }

    private sealed class Fixed(Presence presence) : IGatewayPresence
    {
        public Presence Look() => presence;
    }

    private sealed class FixedService(ServiceRun? run) : IServiceControl
    {
        public ServiceRun? Query(string name) => name == "OMSGatewayService" ? run : null;
    }
}
