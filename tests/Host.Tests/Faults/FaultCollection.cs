namespace OmsGateway.Host.Tests.Faults;

/// <summary>Tests that load the machine, so that no others run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultCollection
{
    public const string Name = "Faults";
}
