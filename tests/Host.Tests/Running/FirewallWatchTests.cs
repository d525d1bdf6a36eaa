using OmsGateway.Configuration;
using OmsGateway.Host.Running;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Running;

public sealed class FirewallWatchTests
{
    private readonly RecordingLogger _log = new();
    private readonly FirewallWatch _watch;
    private int? _rulePort = 8080;
    private int _listenPort = 8080;

    public FirewallWatchTests() => _watch = new FirewallWatch(() => _rulePort, () => _listenPort, _log, TimeProvider.System);

    [Fact]
    public void A_port_that_the_rule_did_not_follow_to_is_a_warning_with_the_remedy_once()
    {
        _listenPort = 9000;

        Look(5);

        LoggedEvent warning = Assert.Single(_log.Events);
        Assert.Equal(EventIds.WrongConfiguration, warning.Id);
        Assert.Contains("listens on port 9000", warning.Message, StringComparison.Ordinal);
        Assert.Contains("is for port 8080", warning.Message, StringComparison.Ordinal);
        Assert.Contains("'OMSGatewayService config set ListenPort 9000'", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_follows_at_once_is_no_warning()
    {
        _listenPort = 9000;
        Look(1);
        _rulePort = 9000;
        Look(3);
        _listenPort = 9001;
        Look(1);

        Assert.Empty(_log.Events);
    }

    [Fact]
    public void The_next_change_by_hand_is_another_warning()
    {
        _listenPort = 9000;
        Look(2);
        _rulePort = 9000;
        Look(2);
        _rulePort = 8080;
        Look(2);

        Assert.Equal(2, _log.Events.Count);
    }

    [Fact]
    public void Where_there_is_no_rule_there_is_no_warning()
    {
        _rulePort = null;
        _listenPort = 9000;

        Look(3);

        Assert.Empty(_log.Events);
    }

    private void Look(int times)
    {
        for (int i = 0; i < times; i++) _watch.Look();
    }
}
