using OmsGateway.Configuration.Hosts;

namespace OmsGateway.CustomActions.Settings;

/// <summary>What is configured, as the installer's properties spell it; empty for what is not.</summary>
internal sealed record CurrentSettings
{
    public string Port { get; init; } = "";

    /// <summary>Empty for every address.</summary>
    public string ListenAddress { get; init; } = "";

    public string Proxy { get; init; } = "";

    public string UserName { get; init; } = "";

    /// <summary>Whether that proxy is the one in use, and not none or the computer's own, by RelayProxyMode.</summary>
    public bool IsProxyOfSettings { get; init; } = true;

    /// <summary>The entries of the list of allowed hosts.</summary>
    public IReadOnlyList<HostPattern> Hosts { get; init; } = [];

    /// <summary>The presets that have got new hosts since they were applied, by name.</summary>
    public IReadOnlyList<string> PresetsWithNews { get; init; } = [];

    /// <summary>Those hosts.</summary>
    public IReadOnlyList<HostPattern> NewHosts { get; init; } = [];

    /// <summary>What becomes of a host that is not allowed.</summary>
    public string HostPolicy { get; init; } = "";

    /// <summary>Whether these are this product's own settings, and not those of a gateway whose place it takes.</summary>
    public bool AreOwn { get; init; }

    /// <summary>Whether a password is stored; what it is nobody is told.</summary>
    public bool HasPassword { get; init; }
}
