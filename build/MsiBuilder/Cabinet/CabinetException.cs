namespace OmsGateway.MsiBuilder.Cabinet;

/// <summary>What should go into a cabinet does not fit the format.</summary>
public sealed class CabinetException(string message) : Exception(message);
