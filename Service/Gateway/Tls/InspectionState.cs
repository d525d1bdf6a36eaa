namespace OmsGateway.Gateway.Tls;

/// <summary>How far the inspection of one direction has come.</summary>
internal enum InspectionState
{
    /// <summary>More bytes of this direction have to be looked at.</summary>
    Inspecting,

    /// <summary>This direction needs no more inspection: whatever follows passes.</summary>
    Passed,

    /// <summary>The tunnel is refused, in both directions.</summary>
    Refused,
}
