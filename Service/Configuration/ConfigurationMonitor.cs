namespace OmsGateway.Configuration;

/// <summary>Notices changes of the configuration by polling, which unlike change notifications misses none. Not thread-safe.</summary>
public sealed class ConfigurationMonitor
{
    /// <summary>Watches a store.</summary>
    public ConfigurationMonitor(ConfigurationStore store) => Store = store;

    private ConfigurationStore Store { get; }

    /// <summary>
    /// The configuration when its content changed since the last call, else null. The first call always gives a result.
    /// Cheap enough for every second: it reads a file only when its size or time changed. A file that is locked or being
    /// replaced is tried again at the next call.
    /// </summary>
    public ConfigurationResult? Poll() => Store.Load();
}
