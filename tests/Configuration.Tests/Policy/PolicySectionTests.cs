using System.Collections.Concurrent;
using OmsGateway.Configuration.Policy;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests.Policy;

/// <summary>
/// EnterCriticalPolicySection (its page in Microsoft's documentation) waits for whoever applies policy, and gives no handle where it fails;
/// whoever has the lock keeps policy from being applied, and so must give it back.
/// </summary>
public sealed class PolicySectionTests
{
    private static readonly IntPtr Handle = 7;

    private readonly BlockingCollection<string> _steps = [];

    [Fact]
    public void It_is_read_within_the_lock()
    {
        Assert.Equal(1, new PolicySection(Enter, Leave) { Limit = Patience.Limit }.Run(Read));
        Assert.Equal(["enter", "read", "leave"], _steps);
    }

    [Fact]
    public void Where_the_lock_is_refused_it_is_read_without_and_nothing_is_given_back()
    {
        Assert.Equal(1, new PolicySection(() => IntPtr.Zero, Leave) { Limit = Patience.Limit }.Run(Read));
        Assert.Equal(["read"], _steps);
    }

    [Fact]
    public void A_lock_that_comes_too_late_is_not_waited_for_and_given_back()
    {
        using var applied = new ManualResetEventSlim();
        var section = new PolicySection(() =>
        {
            applied.Wait();
            return Enter();
        }, Leave) { Limit = TimeSpan.Zero };
        Assert.Equal(1, section.Run(Read));
        Assert.Equal(["read"], _steps);
        applied.Set();
        Assert.Equal(["read", "enter", "read", "leave"], Enumerable.Range(0, 4).Select(_ => Take()));
    }

    [Fact]
    public void What_fails_within_the_lock_gives_it_back()
    {
        Assert.ThrowsAny<Exception>(() => new PolicySection(Enter, Leave) { Limit = Patience.Limit }.Run<int>(() => throw new IOException()));
        Assert.Equal(["enter", "leave"], _steps);
    }

    private string Take() => _steps.TryTake(out string? step, Patience.Limit) ? step : "nothing";

    private IntPtr Enter()
    {
        _steps.Add("enter");
        return Handle;
    }

    private void Leave(IntPtr section)
    {
        Assert.Equal(Handle, section);
        _steps.Add("leave");
    }

    private int Read()
    {
        _steps.Add("read");
        return 1;
    }
}
