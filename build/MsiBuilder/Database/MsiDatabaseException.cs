namespace OmsGateway.MsiBuilder.Database;

/// <summary>A database is malformed, or a value does not fit the table it should go into.</summary>
public sealed class MsiDatabaseException(string message) : Exception(message);
