namespace OmsGateway.Benchmarks;

/// <summary>What it takes to be there, before any load.</summary>
/// <param name="Milliseconds">From the start of the program until its port accepts a connection.</param>
/// <param name="Memory">Proportional set size a second later, in bytes.</param>
/// <param name="Threads">Threads at that time.</param>
internal sealed record Launch(double Milliseconds, long Memory, int Threads);
