using System.Management.Automation;
using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.RelayProxy;

/// <summary>Set-OMSGatewayRelayProxy: the HTTP proxy that the gateway itself uses; an empty address removes it.</summary>
[Cmdlet(VerbsCommon.Set, "OMSGatewayRelayProxy",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = PasswordSet)]
[Alias("Set-ForwarderServiceRelayProxy")]
[OutputType(typeof(GatewayRelayProxy))]
public sealed class SetRelayProxyCommand : ChangingCmdlet
{
    private const string PasswordSet = "Password";
    private const string CredentialSet = "Credential";

    /// <summary>
    /// host, host:port or http://host:port; "" removes the proxy. Not mandatory, because Enter at PowerShell's prompt would be "".
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = PasswordSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = CredentialSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Address { get; set; }

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

    /// <summary>"True" where the stored password of this user at this proxy stays, as Get-OMSGatewayRelayProxy says that there is one.</summary>
    [Parameter(ParameterSetName = PasswordSet, ValueFromPipelineByPropertyName = true)]
    public string? HasPassword { get; set; }

    internal override object? Target => Address;

    internal override void Process()
    {
        if (Address is not null) Set(Address);
        else Engine.Report(new ArgumentException("Which relay proxy? Give its address: -Address proxy:8080. With -Address \"\" the gateway connects directly."),
            "AddressMissing", ErrorCategory.InvalidArgument, null);
    }

    private void Set(string address)
    {
        if (Password is string { Length: > 0 })
            Engine.Warn("The password was given as plain text, which stays in histories and logs; give -Credential or a SecureString.");
        string? password = PasswordText.From(Credential?.Password ?? Password);
        string? user = Credential?.UserName ?? Username;
        if (password is not null && string.IsNullOrEmpty(user))
            throw new ConfigurationException("A password was given without a user name; give -Username as well.");
        if (password is not null || !IsPasswordKept || !Keeps(address, user)) Set(address, user, password);
    }

    private bool IsPasswordKept => bool.TryParse(HasPassword, out bool isKept) && isKept;

    // Get-OMSGatewayRelayProxy does not write the password; the stored one is kept only for the proxy and user that it was set for.
    private bool Keeps(string address, string? user)
    {
        if (Administration.RelayProxy.Get() is { HasPassword: true } current && current.Address == address && current.UserName == user)
        {
            Engine.Tell($"The relay proxy is already set to {address}.");
            return true;
        }

        Engine.Warn($"There is no longer a password for {user} at {address}; set it with -Credential.");
        return false;
    }

    private void Set(string address, string? user, string? password)
    {
        Administration.RelayProxy.Check(address, user, password is not null);
        bool isRemoval = string.IsNullOrWhiteSpace(address);
        string action = isRemoval ? "Connect directly, and forget the proxy and its credentials"
            : string.IsNullOrEmpty(user) ? "Use this relay proxy without credentials" : $"Use this relay proxy as {user}";
        if (!MayChange(isRemoval ? "relay proxy" : address, action)) return;
        if (!isRemoval && !string.IsNullOrEmpty(user) && string.IsNullOrEmpty(password) && !IsPasswordKept)
            Engine.Warn($"No password was given, so the gateway signs in as {user} with an empty one. If that is wrong, set the proxy again with -Credential.");
        Configuration.Administration.RelayProxy? before = isRemoval ? Administration.RelayProxy.Get() : null;
        bool changed = Administration.RelayProxy.Set(address, user, password);
        // A removal writes what is gone, as Remove cmdlets do.
        if (!changed) Engine.Tell("The relay proxy is already set to this.");
        else if ((before ?? Administration.RelayProxy.Get()) is { } proxy) Pass(new GatewayRelayProxy(proxy));
    }
}
