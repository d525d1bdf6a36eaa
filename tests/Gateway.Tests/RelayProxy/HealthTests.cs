using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy.Health;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>When a relay proxy is passed over and when it is tried again, by a clock that the test moves.</summary>
public sealed class HealthTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly RelayProxyHealth _health;

    public HealthTests() => _health = new RelayProxyHealth(_time);

    [Fact]
    public void One_tries_again_after_a_pause_that_grows_to_its_bound()
    {
        Assert.True(Fail(Begin()!.Value));
        foreach (int seconds in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Null(Begin());
            _time.Advance(TimeSpan.FromMilliseconds(1));
            RelayProxyAttempt probe = Begin()!.Value;
            Assert.Null(Begin());
            Assert.False(Fail(probe));
            _health.End(probe);
        }
    }

    /// <summary>Squid's pull requests 1166 and 1772: what one target does says nothing of a parent that others get answers from.</summary>
    [Fact]
    public void Two_silent_targets_at_once_are_no_failure_of_a_proxy_that_answers_others()
    {
        RelayProxyAttempt one = Begin()!.Value, two = Begin()!.Value, three = Begin()!.Value;
        Assert.False(_health.Succeed(Begin()!.Value));

        Assert.False(_health.Suspect(one, "silent.test:443", TunnelOutcome.RelayProxyFailed, "It is silent."));
        Assert.False(_health.Suspect(two, "other.test:443", TunnelOutcome.RelayProxyFailed, "It is silent."));
        Assert.False(_health.FailUnanswered(three, TunnelOutcome.RelayProxyFailed, "It is silent."));
        Assert.False(_health.IsDown);

        // One that has answered nobody since is to blame.
        Assert.True(_health.FailUnanswered(Begin()!.Value, TunnelOutcome.RelayProxyFailed, "It is silent."));
        Assert.True(_health.IsDown);
    }

    [Fact]
    public void A_thousand_that_fail_at_once_are_one_failure()
    {
        RelayProxyAttempt[] attempts = [.. Enumerable.Range(0, 1000).Select(_ => Begin()!.Value)];
        Assert.Single(attempts, Fail);
        _time.Advance(RelayProxyHealth.FirstPause);
        Assert.NotNull(Begin());
    }

    [Fact]
    public void What_began_before_a_failure_makes_nothing_good_again()
    {
        RelayProxyAttempt old = Begin()!.Value, failing = Begin()!.Value;
        Fail(failing);
        Assert.False(_health.Succeed(old));
        Assert.True(_health.IsDown);
    }

    [Fact]
    public void A_last_resort_that_succeeds_brings_it_back_and_one_that_fails_does_not_put_off_the_next_probe()
    {
        Fail(Begin()!.Value);
        _time.Advance(RelayProxyHealth.FirstPause - TimeSpan.FromMilliseconds(1));
        for (int i = 0; i < 100; i++) Fail(_health.Begin(isLastResort: true)!.Value);
        Assert.Equal(_time.GetUtcNow(), _health.Trouble!.Value.LastTried);
        Assert.True(_health.Trouble!.Value.Since < _time.GetUtcNow());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(Begin()!.Value.IsProbe);

        Assert.True(_health.Succeed(_health.Begin(isLastResort: true)!.Value));
        Assert.Null(_health.Trouble);
        Assert.False(Begin()!.Value.IsProbe);
    }

    [Fact]
    public void One_that_comes_and_goes_is_tried_ever_less_until_it_has_stayed()
    {
        Fail(Begin()!.Value);
        Return(after: TimeSpan.FromSeconds(1));
        Fail(Begin()!.Value);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(Begin());
        Return(after: TimeSpan.FromSeconds(1));

        _time.Advance(RelayProxyHealth.Probation);
        Fail(Begin()!.Value);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(Begin());
    }

    [Fact]
    public void No_answer_for_one_target_is_not_its_fault_for_two_in_a_row_it_is()
    {
        for (int i = 0; i < 10; i++) Assert.False(Suspect("silent.test:443"));
        _health.Succeed(Begin()!.Value);
        Assert.False(Suspect("other.test:443"));
        Assert.True(Suspect("silent.test:443"));
        Assert.True(_health.IsDown);

        bool Suspect(string target) => _health.Suspect(Begin()!.Value, target, TunnelOutcome.RelayProxyFailed, "It is silent.");
    }

    [Fact]
    public void Another_reason_is_news_and_the_pause_that_follows_a_refusal_is_not()
    {
        Fail(Begin()!.Value);
        Assert.True(Probe(TunnelOutcome.RelayProxyAuthenticationFailed));
        Assert.False(Probe(TunnelOutcome.RelayProxyPaused));
        Assert.False(Probe(TunnelOutcome.RelayProxyAuthenticationFailed));
        Assert.Equal("It is not reached.", _health.Trouble!.Value.Problem);

        bool Probe(TunnelOutcome outcome)
        {
            _time.Advance(RelayProxyHealth.LongestPause);
            RelayProxyAttempt probe = Begin()!.Value;
            Assert.True(probe.IsProbe);
            bool isNews = _health.Fail(probe, outcome, "It is not reached.");
            _health.End(probe);
            return isNews;
        }
    }

    private RelayProxyAttempt? Begin() => _health.Begin(isLastResort: false);

    private bool Fail(RelayProxyAttempt attempt) => _health.Fail(attempt, TunnelOutcome.RelayProxyFailed, "It is not reached.");

    private void Return(TimeSpan after)
    {
        _time.Advance(after);
        RelayProxyAttempt probe = Begin()!.Value;
        Assert.True(_health.Succeed(probe));
        _health.End(probe);
    }
}
