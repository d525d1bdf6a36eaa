namespace OmsGateway.Benchmarks.Backgrounds;

/// <summary>What goes on beside the load that is measured. Disposing of it ends it, whatever became of the run.</summary>
internal interface IBackground : IAsyncDisposable
{
    /// <summary>Ends it when the load is over, and holds it to what it was to do: a figure is worth nothing if its fire did not burn.</summary>
    /// <exception cref="InvalidOperationException">It did less.</exception>
    Task EndAsync();
}
