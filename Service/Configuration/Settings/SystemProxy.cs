using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Settings;

/// <summary>The relay proxies that the operating system's settings name, and the targets that these except; immutable.</summary>
public sealed class SystemProxy : IEquatable<SystemProxy>
{
    private readonly string _source;
    private readonly Func<HostName, bool> _excepts;

    /// <param name="source">The settings as they were read, to tell whether they have changed; it may hold a password.</param>
    /// <param name="proxies">The proxies in their order; none where the system has none.</param>
    /// <param name="excepts">Whether a target is excepted.</param>
    internal SystemProxy(string source, IReadOnlyList<RelayProxySettings> proxies, Func<HostName, bool> excepts)
    {
        _source = source;
        _excepts = excepts;
        Proxies = proxies;
    }

    /// <summary>No proxy.</summary>
    public static SystemProxy None { get; } = new("", [], _ => false);

    /// <summary>The proxies in their order; empty where the system has none.</summary>
    public IReadOnlyList<RelayProxySettings> Proxies { get; }

    /// <summary>Why the system's proxy cannot be used, as the rest of a sentence, or null.</summary>
    public string? Problem { get; internal init; }

    /// <summary>A sentence for each of the system's entries that the gateway cannot use.</summary>
    public IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <summary>Whether the system's settings except a target, so that it is dialled directly.</summary>
    /// <param name="target">The target.</param>
    public bool Excepts(HostName target) => _excepts(target);

    /// <inheritdoc/>
    public bool Equals(SystemProxy? other) => other is not null && _source == other._source;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SystemProxy);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_source);

    /// <summary>The proxies without their passwords.</summary>
    public override string ToString() => string.Join(" ", Proxies.Select(proxy => proxy.Address));
}
