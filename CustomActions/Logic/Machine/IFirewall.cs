namespace OmsGateway.CustomActions.Machine;

/// <summary>The rules of Windows Defender Firewall.</summary>
internal interface IFirewall
{
    /// <summary>A rule, or null.</summary>
    FirewallRule? Find(string name);

    /// <summary>Adds a rule that allows traffic, in place of the one of the same name.</summary>
    void Put(FirewallRule rule);

    /// <summary>Removes a rule if it is there.</summary>
    void Remove(string name);
}

/// <summary>A rule as INetFwRule of the Windows documentation describes it; an empty text leaves its condition out.</summary>
internal sealed record FirewallRule(string Name)
{
    /// <summary>NET_FW_PROFILE2_ALL.</summary>
    public const int AllProfiles = int.MaxValue;

    /// <summary>NET_FW_IP_PROTOCOL_ANY.</summary>
    public const int AnyProtocol = 256;

    public string Description { get; init; } = "";

    public string Program { get; init; } = "";

    public string Ports { get; init; } = "";

    /// <summary>IP protocol number: 6 is TCP.</summary>
    public int Protocol { get; init; } = AnyProtocol;

    public string RemoteAddresses { get; init; } = "*";

    public int Profiles { get; init; } = AllProfiles;

    public bool IsOutbound { get; init; }
}
