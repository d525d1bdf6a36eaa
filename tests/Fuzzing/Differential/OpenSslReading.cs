namespace OmsGateway.Fuzzing.Differential;

/// <summary>What OpenSSL, as a server, made of a client's bytes.</summary>
/// <param name="HasReadHello">Whether it has parsed a whole ClientHello.</param>
/// <param name="ServerName">The server name it goes by, or null.</param>
/// <param name="IsAccepted">Whether it has answered with a ServerHello.</param>
internal readonly record struct OpenSslReading(bool HasReadHello, string? ServerName, bool IsAccepted);
