namespace OmsGateway.Gateway.Tests.Faults;

/// <summary>Tests that count what the process holds, so that no others may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultCollection
{
    public const string Name = "Faults";
}
