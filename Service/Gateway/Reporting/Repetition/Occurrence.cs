namespace OmsGateway.Gateway.Reporting.Repetition;

/// <summary>What an occurrence is to the log.</summary>
internal enum Occurrence
{
    /// <summary>The client's first on its subject, to be written now.</summary>
    First,

    /// <summary>One that is counted and summed up later.</summary>
    Repeated,

    /// <summary>One that is counted; its client has just had too many subjects for each to be told from the others, which is to be said.</summary>
    TooMany,
}
