namespace OmsGateway.TestSupport;

/// <summary>How long a test waits for what has to happen.</summary>
public static class Patience
{
    /// <summary>
    /// Two minutes: what is waited for comes within a second where the machine has nothing else to do, and late where it has much. Only a
    /// failure takes as long.
    /// </summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
}
