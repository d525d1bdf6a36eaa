namespace OmsGateway.Benchmarks.Peers;

/// <summary>A program that runs and is about to be measured.</summary>
/// <param name="Directory">Where its configuration is.</param>
/// <param name="Output">The file that it writes to the console.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="ProcessId">Its process.</param>
internal sealed record PreparedProgram(string Directory, string Output, int Port, int ProcessId);
