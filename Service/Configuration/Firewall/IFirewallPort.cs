namespace OmsGateway.Configuration.Firewall;

/// <summary>Where setup has noted the port that the gateway's firewall rule is for.</summary>
internal interface IFirewallPort
{
    /// <summary>The port; null where setup has made no rule, empty where the rule is gone.</summary>
    string? Read();

    /// <summary>Notes another port.</summary>
    /// <exception cref="UnauthorizedAccessException">Only an administrator may.</exception>
    void Write(string port);
}
