namespace OmsGateway.Configuration.Firewall;

/// <summary>
/// A rule as INetFwRule of the Windows documentation describes it; an empty text leaves its condition out. All of it but a list of
/// single network interfaces, which is a VARIANT and which the rule that setup makes never has.
/// </summary>
internal sealed record FirewallRule(string Name)
{
    /// <summary>NET_FW_PROFILE2_ALL.</summary>
    public const int AllProfiles = int.MaxValue;

    /// <summary>NET_FW_IP_PROTOCOL_ANY.</summary>
    public const int AnyProtocol = 256;

    public string Description { get; init; } = "";

    public string Program { get; init; } = "";

    /// <summary>Short name of a service that the rule is limited to.</summary>
    public string Service { get; init; } = "";

    /// <summary>IP protocol number: 6 is TCP.</summary>
    public int Protocol { get; init; } = AnyProtocol;

    /// <summary>Local ports.</summary>
    public string Ports { get; init; } = "";

    public string RemotePorts { get; init; } = "";

    public string LocalAddresses { get; init; } = "";

    public string RemoteAddresses { get; init; } = "*";

    public string IcmpTypes { get; init; } = "";

    /// <summary>Kinds of network interfaces, such as <c>Lan,Wireless</c>.</summary>
    public string InterfaceTypes { get; init; } = "";

    public string Group { get; init; } = "";

    public int Profiles { get; init; } = AllProfiles;

    public bool IsOutbound { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether the rule blocks what it describes instead of allowing it.</summary>
    public bool IsBlock { get; init; }

    /// <summary>Whether traffic is let in that a NAT router's edge passed on.</summary>
    public bool AllowsEdgeTraversal { get; init; }
}
