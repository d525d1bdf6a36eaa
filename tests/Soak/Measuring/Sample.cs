namespace OmsGateway.Soak.Measuring;

/// <summary>The gateway's process at one moment.</summary>
/// <param name="Memory">Proportional set size in bytes.</param>
/// <param name="Heap">Managed heap in bytes: after the last collection, or at a rest after one that was asked for.</param>
/// <param name="Handles">Open file descriptors.</param>
internal sealed record Sample(long Memory, long Heap, int Handles);
