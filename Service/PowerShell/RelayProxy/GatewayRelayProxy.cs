namespace OmsGateway.PowerShell.RelayProxy;

/// <summary>The HTTP proxy that the gateway itself uses, without its password.</summary>
public sealed class GatewayRelayProxy
{
    internal GatewayRelayProxy(Configuration.Administration.RelayProxy proxy)
    {
        Address = proxy.Address;
        UserName = proxy.UserName;
        HasPassword = proxy.HasPassword;
    }

    /// <summary>The proxy as <c>http://host:port</c>.</summary>
    public string Address { get; }

    /// <summary>User name, or null when none is set.</summary>
    public string? UserName { get; }

    /// <summary>Whether a password is set.</summary>
    public bool HasPassword { get; }

    /// <inheritdoc/>
    public override string ToString() => Address;
}
