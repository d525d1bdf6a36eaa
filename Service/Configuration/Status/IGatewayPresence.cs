namespace OmsGateway.Configuration.Status;

/// <summary>What the system itself shows of a configuration's gateway to any user.</summary>
internal interface IGatewayPresence
{
    /// <summary>Looks now; never fails.</summary>
    Presence Look();
}

/// <summary>What was seen.</summary>
/// <param name="IsRunning">Whether a gateway was seen.</param>
/// <param name="IsCertain">Whether none runs where none was seen.</param>
/// <param name="ProcessId">Its process, where that is shown.</param>
/// <param name="Explanation">A sentence, or nothing where nothing was seen.</param>
internal readonly record struct Presence(bool IsRunning, bool IsCertain, int? ProcessId, string Explanation);
