namespace OmsGateway.Configuration.Status;

/// <summary>Whether a gateway runs on a configuration, as far as the asking user can find out.</summary>
public enum GatewayRunState
{
    /// <summary>It runs and says so.</summary>
    Running,

    /// <summary>None runs.</summary>
    NotRunning,

    /// <summary>It runs, and its status is missing or old.</summary>
    Silent,

    /// <summary>The user has no right to its status; the explanation says what can be told without.</summary>
    AccessDenied,
}

/// <summary>What is found of a configuration's gateway.</summary>
/// <param name="State">Whether it runs.</param>
/// <param name="Status">What it last said of itself, or null.</param>
/// <param name="Explanation">Sentences for a person: how that was found, and what to do.</param>
public sealed record GatewayReport(GatewayRunState State, GatewayStatus? Status, string Explanation)
{
    /// <summary>Finds out; takes some seconds where a status was just written by a process that is not seen.</summary>
    public static GatewayReport Of(ConfigurationStore store) =>
        new GatewayInquiry(
            store, () => GatewayStatus.Read(store.StatusPath), GatewayPresence.For(store), ProcessTable.IsAlive, () => DateTimeOffset.UtcNow,
            Thread.Sleep).Ask();
}
