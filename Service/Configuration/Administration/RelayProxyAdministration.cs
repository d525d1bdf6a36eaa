using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;

namespace OmsGateway.Configuration.Administration;

/// <summary>
/// The relay proxy of the settings with its credentials. Every method throws <see cref="ConfigurationException"/> with a message for a person, and
/// then nothing has changed.
/// </summary>
public sealed class RelayProxyAdministration
{
    private static readonly string[] Names = [.. RelayProxyDefinitions.Credentialed.Select(definition => definition.Name)];

    private readonly SettingsAdministration _settings;
    private readonly SettingsChange _change;
    private readonly Action<string>? _warn;

    /// <param name="settings">The settings, of which these are some.</param>
    /// <param name="change">Changes the settings file.</param>
    /// <param name="warn">Told what a change that was made leaves to be done by hand.</param>
    internal RelayProxyAdministration(SettingsAdministration settings, SettingsChange change, Action<string>? warn)
    {
        _settings = settings;
        _change = change;
        _warn = warn;
    }

    /// <summary>
    /// Where the gateway's relay proxies are named; Manual where the settings are not valid. What <see cref="Get"/> tells is in use
    /// only with Manual.
    /// </summary>
    public RelayProxyMode Mode => _change.FindValid()?.RelayProxyMode ?? RelayProxyMode.Manual;

    /// <summary>The relay proxy of the settings, or null when none is set.</summary>
    public RelayProxy? Get() => _change.Read().Settings.RelayProxy is { } relay
        ? new RelayProxy(new ProxyAddress(relay.Host, relay.Port).ToString(), relay.UserName, relay.Password is not null)
        : null;

    /// <summary>
    /// The proxies of RelayProxyFallbacks as <c>http://host:port</c> in the order in which they are tried, without that of
    /// <see cref="Get"/>, which is tried first and once.
    /// </summary>
    public IReadOnlyList<string> GetFallbacks() => [.. _change.Read().Settings.OtherRelayProxies.Select(proxy => proxy.Address)];

    /// <summary>
    /// Sets the relay proxy with its credentials, replacing what was set before. Fallbacks stay; where the proxy is another one they share its
    /// credentials no longer, since nobody has said that those are for them.
    /// </summary>
    /// <param name="address">
    /// <c>host</c>, <c>host:port</c> or <c>http://host:port</c>, the default port being 80; empty removes the relay proxy.
    /// </param>
    /// <param name="userName">User name, or null when the proxy asks for none.</param>
    /// <param name="password">Password, or null.</param>
    public bool Set(string address, string? userName = null, string? password = null)
    {
        if (IsRemoval(address, userName, password)) return Clear();
        bool isUnshared = false, isForgotten = false;
        bool isChanged = _change.Run([.. Names, RelayProxyDefinitions.ShareCredentials.Name], editor =>
        {
            string? before = editor.Get(RelayProxyDefinitions.Address.Name);
            isForgotten = string.IsNullOrEmpty(userName) && editor.Get(RelayProxyDefinitions.UserName.Name) is { Length: > 0 };
            PutProxy(editor, address, userName);
            _change.Put(editor, RelayProxyDefinitions.Password, password ?? "");
            bool isOther = before is not null && !IsSameProxy(before, address);
            isUnshared = isOther && "true".Equals(editor.Get(RelayProxyDefinitions.ShareCredentials.Name), StringComparison.OrdinalIgnoreCase);
            if (isUnshared) editor.Remove(RelayProxyDefinitions.ShareCredentials.Name);
        });
        if (isForgotten)
        {
            _warn?.Invoke("The user name and password that were set are removed. Give them with the address if this relay proxy asks for them.");
        }
        else if (isUnshared)
        {
            _warn?.Invoke("The relay proxy is another one, so RelayProxyFallbacks no longer share its user name and password. "
                + "Set RelayProxyShareCredentials to true again if they should.");
        }

        if (Mode != RelayProxyMode.Manual)
            _warn?.Invoke($"RelayProxyMode is {Mode}, so that the gateway does not use this relay proxy. Set it to Manual if it should.");
        return isChanged;
    }

    /// <summary>
    /// Says whether <see cref="Set"/> would be refused, and changes nothing; a password can be any.
    /// </summary>
    public void Check(string address, string? userName, bool hasPassword)
    {
        // Any password will do: only whether there is one matters.
        if (IsRemoval(address, userName, hasPassword ? "*" : null)) return;
        _change.Check(Names, editor =>
        {
            PutProxy(editor, address, userName);
            // The one in the file is replaced in any case, and the new one can be any.
            editor.Remove(RelayProxyDefinitions.Password.Name);
        });
    }

    /// <summary>Removes the relay proxy and its credentials.</summary>
    public bool Clear()
    {
        bool isChanged = _settings.Reset(RelayProxyDefinitions.Address.Name);
        if (Mode == RelayProxyMode.System)
            _warn?.Invoke("RelayProxyMode is System, so that the gateway still uses the computer's own proxy. Set it to Off if it should connect directly.");
        return isChanged;
    }

    private static bool IsSameProxy(string one, string other) =>
        ProxyAddress.TryParse(one.Trim(), out ProxyAddress? a, out _) && ProxyAddress.TryParse(other.Trim(), out ProxyAddress? b, out _) && a == b;

    private static bool IsRemoval(string address, string? userName, string? password)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            if (!string.IsNullOrEmpty(userName) || !string.IsNullOrEmpty(password))
                throw new ConfigurationException("Credentials were given without a proxy address; give the address as well.");
            return true;
        }

        if (string.IsNullOrEmpty(userName) && !string.IsNullOrEmpty(password))
            throw new ConfigurationException("A password was given without a user name; give the user name as well.");
        return false;
    }

    private void PutProxy(SettingsEditor editor, string address, string? userName)
    {
        _change.Put(editor, RelayProxyDefinitions.Address, address);
        _change.Put(editor, RelayProxyDefinitions.UserName, userName ?? "");
    }
}
