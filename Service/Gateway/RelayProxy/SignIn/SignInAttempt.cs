namespace OmsGateway.Gateway.RelayProxy.SignIn;

/// <summary>One tunnel's leave to try the credentials. What came of it is said before it is disposed of; else it told nothing.</summary>
internal sealed class SignInAttempt(ProxySignIn owner, int generation, long started) : IDisposable
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often the credentials had been refused when it began.</summary>
    public int Generation => generation;

    /// <summary>When it began.</summary>
    public long Started => started;

    /// <summary>Completes when it is known what came of it.</summary>
    public Task Settled => _settled.Task;

    /// <summary>The proxy has taken the credentials.</summary>
    public void Accept()
    {
        owner.Accept(this);
        Dispose();
    }

    /// <summary>The proxy has refused the credentials.</summary>
    /// <param name="pause">How long the first pause is.</param>
    /// <returns>The pause that begins with it, or null when one has begun already.</returns>
    public TimeSpan? Refuse(TimeSpan pause)
    {
        TimeSpan? begun = owner.Refuse(this, pause);
        Dispose();
        return begun;
    }

    public void Dispose()
    {
        owner.End(this);
        _settled.TrySetResult();
    }
}
