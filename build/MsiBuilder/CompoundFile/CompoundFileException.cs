namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>A compound file is malformed, or what should be written does not fit into one.</summary>
public sealed class CompoundFileException(string message) : Exception(message);
