namespace OmsGateway.Gateway.Tls;

/// <summary>What the inspector makes of the bytes it was handed.</summary>
/// <param name="State">How far this direction has come.</param>
/// <param name="Forward">
/// The bytes that may go on now in this direction, held ones first; valid until the next call for the same direction or
/// until the inspector is disposed of. Empty when refused.
/// </param>
internal readonly record struct InspectionStep(InspectionState State, ReadOnlyMemory<byte> Forward);
