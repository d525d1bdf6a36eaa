namespace OmsGateway.CustomActions.Machine;

/// <summary>The gateway's event log.</summary>
internal interface IEventLog
{
    /// <summary>The texts of the errors since a time, the newest first; none when they cannot be read.</summary>
    /// <param name="since">In UTC.</param>
    IReadOnlyList<string> ReadErrors(DateTime since);

    /// <summary>Writes a warning; one that cannot be written is lost.</summary>
    void Warn(string text);
}
