using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Settings;

/// <summary>
/// Puts what Group Policy sets in the place of what is given: it counts whatever setup writes, so that the wizard shows it and lets nobody
/// change it, and every check is of what will be in force.
/// </summary>
internal sealed class PolicyProperties(IInstallerSession session, MachineParts machine)
{
    public void Apply()
    {
        PutPort(Find(SettingDefinitions.ListenPort));
        PutProxy(Find(RelayProxyDefinitions.Address));
        session.SetProperty(PropertyNames.HostPolicyByPolicy, Find(SettingDefinitions.HostPolicy) ?? "");
    }

    private void PutPort(string? port)
    {
        session.SetProperty(PropertyNames.PortByPolicy, Flag(port is not null));
        if (port is null) return;
        if (Get(PropertyNames.Port).Length > 0 && Get(PropertyNames.Port) != port) Log(PropertyNames.Port, SettingDefinitions.ListenPort);
        session.SetProperty(PropertyNames.Port, port);
    }

    private void PutProxy(string? address)
    {
        bool isOtherInUse = Find(RelayProxyDefinitions.Mode) is not (null or nameof(RelayProxyMode.Manual));
        string? userName = address is { Length: > 0 } ? Find(RelayProxyDefinitions.UserName) : null;
        session.SetProperty(PropertyNames.ProxyByPolicy, Flag(address is not null || isOtherInUse));
        session.SetProperty(PropertyNames.UserNameByPolicy, Flag(userName is not null || isOtherInUse));
        if (address is null) return;
        bool isOther = Get(PropertyNames.Proxy).Length > 0 && !IsSame(Get(PropertyNames.Proxy), address);
        if (isOther) Log(PropertyNames.Proxy, RelayProxyDefinitions.Address);
        else if (address.Length > 0 && Get(PropertyNames.HasProxy) == "0") Log(PropertyNames.HasProxy, RelayProxyDefinitions.Address);
        // A password goes to no other proxy than the one that it was given for.
        if (isOther || address.Length == 0) PutCredentials("");
        session.SetProperty(PropertyNames.Proxy, address);
        session.SetProperty(PropertyNames.HasProxy, Flag(address.Length > 0));
        if (userName is not null) PutUserName(userName);
    }

    // A password does not go with another user name either than the one that it was given for.
    private void PutUserName(string userName)
    {
        bool isOther = Get(PropertyNames.UserName).Length > 0 && Get(PropertyNames.UserName) != userName;
        if (isOther) Log(PropertyNames.UserName, RelayProxyDefinitions.UserName);
        if (isOther || userName.Length == 0) PutCredentials(userName);
        session.SetProperty(PropertyNames.UserName, userName);
        session.SetProperty(PropertyNames.HasAuthentication, Flag(userName.Length > 0));
    }

    private void PutCredentials(string userName)
    {
        session.SetProperty(PropertyNames.UserName, userName);
        session.SetProperty(PropertyNames.Password, "");
        session.SetProperty(PropertyNames.HasAuthentication, "");
    }

    private void Log(string property, SettingDefinition definition) =>
        session.Log($"{property} has no effect: {definition.Name} is set by Group Policy.");

    private GatewayAdministration Administration => field ??= new GatewayAdministration(machine.OpenStore(ConfigurationFolder.Of(session)));

    private string? Find(SettingDefinition definition) => Administration.Settings.FindSetByPolicy(definition.Name);

    private string Get(string property) => session.GetProperty(property).Trim();

    private static bool IsSame(string one, string other) =>
        ProxyAddress.TryParse(one, out ProxyAddress? a, out _) && ProxyAddress.TryParse(other, out ProxyAddress? b, out _) && a == b;

    private static string Flag(bool value) => value ? "1" : "";
}
