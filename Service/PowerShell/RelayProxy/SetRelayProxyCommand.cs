using System.Management.Automation;
using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.RelayProxy;

/// <summary>Set-OMSGatewayRelayProxy: the HTTP proxy that the gateway itself uses; an empty address removes it.</summary>
[Cmdlet(VerbsCommon.Set, "OMSGatewayRelayProxy",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = PasswordSet)]
[Alias("Set-ForwarderServiceRelayProxy")]
[OutputType(typeof(Configuration.Administration.RelayProxy))]
public sealed class SetRelayProxyCommand : ChangingCmdlet
{
    private const string PasswordSet = "Password";
    private const string CredentialSet = "Credential";

    /// <summary>host, host:port or http://host:port; "" removes the proxy.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Address { get; set; } = "";

    /// <summary>User name, where the proxy asks for one.</summary>
    [Parameter(ParameterSetName = PasswordSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Username { get; set; }

    /// <summary>Password, as a SecureString or a string.</summary>
    [Parameter(ParameterSetName = PasswordSet)]
    [PasswordArgument]
    [AllowNull]
    [AllowEmptyString]
    public object? Password { get; set; }

    /// <summary>User name and password together.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    internal override void Process()
    {
        if (Password is string { Length: > 0 })
            Engine.Warn("The password was given as plain text, which stays in histories and logs; give -Credential or a SecureString.");
        string? password = PasswordText.From(Credential?.Password ?? Password);
        string? user = Credential?.UserName ?? Username;
        if (password is not null && string.IsNullOrEmpty(user))
            throw new ConfigurationException("A password was given without a user name; give -Username as well.");

        bool isRemoval = string.IsNullOrWhiteSpace(Address);
        string action = isRemoval ? "Connect directly, and forget the proxy and its credentials"
            : string.IsNullOrEmpty(user) ? "Use this relay proxy without credentials" : $"Use this relay proxy as {user}";
        if (!MayChange(isRemoval ? "relay proxy" : Address, action)) return;
        Administration.SetRelayProxy(Address, user, password);
        if (Administration.GetRelayProxy() is { } proxy) Pass(proxy);
    }
}
