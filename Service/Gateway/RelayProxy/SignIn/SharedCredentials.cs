namespace OmsGateway.Gateway.RelayProxy.SignIn;

/// <summary>
/// A user name and password that several relay proxies are told. To a directory that counts wrong passwords all of them are one: what two
/// have refused is tried at no third one for a while. The second is asked because the fault may be the first proxy's own.
/// </summary>
internal sealed class SharedCredentials(TimeProvider time)
{
    // Account policies lock after three tries and more.
    private const int MostRefusals = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<ProxySignIn, Refusal> _refusals = [];

    /// <summary>How long they are not to be tried at a proxy because others have refused them.</summary>
    /// <param name="signIn">The proxy's own account.</param>
    public TimeSpan TimeLeft(ProxySignIn signIn)
    {
        lock (_lock)
        {
            TimeSpan[] left = [.. _refusals.Where(r => r.Key != signIn).Select(r => r.Value.Pause - time.GetElapsedTime(r.Value.At)).Where(l => l > TimeSpan.Zero).Order()];
            return left.Length < MostRefusals ? TimeSpan.Zero : left[^MostRefusals];
        }
    }

    /// <summary>A proxy has refused them.</summary>
    /// <param name="signIn">The proxy's own account.</param>
    /// <param name="pause">How long the refusal counts: as long as that proxy's own pause, which doubles.</param>
    public void Refuse(ProxySignIn signIn, TimeSpan pause)
    {
        lock (_lock) _refusals[signIn] = new Refusal(time.GetTimestamp(), pause);
    }

    /// <summary>Nothing is held against them any more: a proxy has taken them, so that who refuses them errs, or the settings have changed.</summary>
    public void Clear()
    {
        lock (_lock) _refusals.Clear();
    }

    private readonly record struct Refusal(long At, TimeSpan Pause);
}
