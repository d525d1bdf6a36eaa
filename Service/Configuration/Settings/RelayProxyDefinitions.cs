using System.Diagnostics.CodeAnalysis;
using OmsGateway.Configuration.Settings.Values;

namespace OmsGateway.Configuration.Settings;

/// <summary>The settings that make <see cref="RelayProxySettings"/>, and how the gateway signs in.</summary>
internal static class RelayProxyDefinitions
{
    // As long as a user name of Windows can be (UNLEN of lmcons.h).
    private const int MaximumUserNameLength = 256;

    // As many as a tunnel has time for while others wait: with the default ConnectTimeout each has over two seconds.
    internal const int MaximumFallbacks = 7;

    private static readonly ChoiceValues<RelayProxyMode> Modes = new(
        ("Manual", RelayProxyMode.Manual), ("Off", RelayProxyMode.Off), ("System", RelayProxyMode.System));

    public static SettingDefinition<RelayProxyMode> Mode { get; } = new(
        "RelayProxyMode", SettingKind.Choice,
        "Where the gateway finds its relay proxies. Manual: in RelayProxyAddress and RelayProxyFallbacks. Off: nowhere; the gateway connects "
        + "directly even if these are set. System: on Windows in the computer's WinHTTP settings, which `netsh winhttp set proxy` sets, with "
        + "their exceptions; elsewhere in the environment of the gateway's process, in the variables that curl reads for https (https_proxy, "
        + "all_proxy, no_proxy). Changes there take effect like changes of this file, except that variables need a restart. RelayProxyUserName "
        + "and RelayProxyPassword apply to Manual only; a variable may hold the credentials of its proxy.")
    {
        Reader = Modes.Read,
        Get = s => s.RelayProxyMode,
        Put = (s, mode) => s with { RelayProxyMode = mode },
        Writer = Modes.Write,
        AcceptedValues = "one of " + string.Join(", ", Modes.Words),
        ExampleValue = "System", Words = Modes.Words,
    };

    public static SettingDefinition<RelayProxySettings?> Address { get; } = new(
        "RelayProxyAddress", SettingKind.ProxyAddress,
        "The HTTP proxy through which the gateway reaches the Internet. Empty: it connects directly. The proxy resolves the targets' names and "
        + "must be able to reach them.")
    {
        Reader = ReadAddress,
        Get = s => s.RelayProxy,
        Put = (s, relay) => s with { RelayProxy = relay },
        Writer = relay => relay is null ? "" : new ProxyAddress(relay.Host, relay.Port).ToString(),
        AcceptedValues = $"{ProxyAddress.Forms}; the port is {ProxyAddress.DefaultPort} unless given, "
            + "an IPv6 address goes in brackets; or nothing",
        ExampleValue = "http://proxy.contoso.com:3128",
        Redact = ProxyAddress.Redact,
    };

    public static SettingDefinition<string?> UserName { get; } = new(
        "RelayProxyUserName", SettingKind.Text,
        "User name to send when the relay proxy asks for one, possibly DOMAIN\\user.")
    {
        Reader = ReadUserName,
        Get = s => s.RelayProxy?.UserName,
        Put = (s, name) => name is null ? s : s with { RelayProxy = (s.RelayProxy ?? new()) with { UserName = name } },
        Writer = name => name ?? "",
        AcceptedValues = $"a name of up to {MaximumUserNameLength} characters without a colon; or nothing",
        ExampleValue = "CONTOSO\\gateway",
    };

    public static SettingDefinition Password { get; } = new PasswordDefinition();

    public static SettingDefinition<RelayProxySchemes> Authentication { get; } = new(
        "RelayProxyAuthentication", SettingKind.ChoiceList,
        "How the gateway may sign in to a relay proxy that asks for it. It uses the safest scheme that the proxy offers, in this order: Negotiate "
        + "(Kerberos, else NTLM), NTLM, Basic. Empty: Negotiate and NTLM, and Basic only if the proxy offers neither, because Basic shows the "
        + "password to the proxy and to the network. Without a user name, Negotiate on Windows signs in with the account of the service, which "
        + "on the network is the computer's or a managed service account.")
    {
        Reader = RelayProxySchemeValues.Read,
        Get = s => s.RelayProxyAuthentication,
        Put = (s, schemes) => s with { RelayProxyAuthentication = schemes },
        Writer = RelayProxySchemeValues.Write,
        AcceptedValues = $"one or more of {RelayProxySchemeValues.Words}, separated by spaces or commas; or nothing",
        ExampleValue = "Negotiate", Words = RelayProxySchemeValues.List,
    };

    public static SettingDefinition<IReadOnlyList<RelayProxySettings>> Fallbacks { get; } = new(
        "RelayProxyFallbacks", SettingKind.ProxyAddressList,
        "Further relay proxies, in the order in which they are tried when the one in RelayProxyAddress fails. A proxy that cannot be reached, does "
        + "not answer or refuses the gateway's credentials is skipped for a time that grows from 1 to 30 seconds; then one tunnel tries whether "
        + "it works again. A proxy's answer about a target, such as 403 or 503, is passed on and does not count as a failure. RelayProxyBypass "
        + "applies to all of them.")
    {
        Reader = ReadFallbacks,
        Get = s => s.RelayProxyFallbacks,
        Put = (s, fallbacks) => s with { RelayProxyFallbacks = fallbacks },
        Writer = fallbacks => string.Join(" ", fallbacks.Select(f => new ProxyAddress(f.Host, f.Port))),
        AcceptedValues = $"up to {MaximumFallbacks} times {ProxyAddress.Forms}, separated by spaces or commas; or nothing",
        ExampleValue = "http://proxy2.contoso.com:3128 http://proxy3.contoso.com:3128",
        Redact = ProxyAddress.Redact,
    };

    public static SettingDefinition<bool> ShareCredentials { get; } = new(
        "RelayProxyShareCredentials", SettingKind.Boolean,
        "Whether RelayProxyUserName and RelayProxyPassword are also sent to the proxies in RelayProxyFallbacks. With false a fallback gets "
        + "neither; one that asks for credentials then works only if the account of the service can sign in. With true a wrong password is tried "
        + "at two of the proxies, and then at none until the pause of RelayProxyPauseMinutes is over.")
    {
        Reader = NumberValues.Boolean,
        Get = s => s.RelayProxyShareCredentials,
        Put = (s, shared) => s with { RelayProxyShareCredentials = shared },
        Writer = shared => shared ? "true" : "false",
        AcceptedValues = "true or false",
        ExampleValue = "true", Words = ["true", "false"],
    };

    public static SettingDefinition<ProxyBypass> Bypass { get; } = new(
        "RelayProxyBypass", SettingKind.HostList,
        "Targets that the gateway connects to directly although there is a relay proxy, such as Private Link endpoints and hosts of its own "
        + "network: hosts, *.suffix, prefix*.suffix, and networks for targets that clients ask for by their address. The targets must be on the "
        + "list of allowed hosts too. Empty: everything goes through the relay proxy.")
    {
        Reader = ProxyBypassValues.Read,
        Get = s => s.RelayProxyBypass,
        Put = (s, bypass) => s with { RelayProxyBypass = bypass },
        Writer = bypass => string.Join(" ", bypass.Entries),
        AcceptedValues = "hosts, *.suffix, prefix*.suffix, networks in CIDR notation or single addresses, separated by spaces or commas; or nothing",
        ExampleValue = "*.privatelink.monitor.azure.com 10.0.0.0/8",
    };

    /// <summary>The proxy and its credentials; each of them needs those before it.</summary>
    public static IReadOnlyList<SettingDefinition> Credentialed { get; } = [Address, UserName, Password];

    // Removed with the address; the second has no meaning without fallbacks.
    private static readonly SettingDefinition[] GoWithAddress = [Fallbacks, ShareCredentials];

    /// <summary>A setting, and those that are not valid without it, by name.</summary>
    /// <param name="name">The setting's name, in any case; it need not be known.</param>
    public static string[] WithDependents(string name)
    {
        SettingDefinition[] chain = [.. Credentialed.SkipWhile(definition => !definition.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (chain.Length == 0) return [name];
        return [.. chain.Concat(chain[0] == Address ? GoWithAddress : []).Select(definition => definition.Name)];
    }

    private static string? ReadAddress(string text, out RelayProxySettings? value)
    {
        value = null;
        if (text.Length == 0) return null;
        if (!ProxyAddress.TryParse(text, out ProxyAddress? address, out string? error)) return error;
        value = new RelayProxySettings { Host = address.Host, Port = address.Port };
        return null;
    }

    private static string? ReadFallbacks(string text, out IReadOnlyList<RelayProxySettings> value)
    {
        value = [];
        // A password may contain any character, and a message about its pieces would reveal them.
        if (text.IndexOf('@') >= 0) return ProxyAddress.HoldsCredentials;
        if (text.IndexOf(';') >= 0) return "it contains a semicolon; separate the proxies with spaces";
        var fallbacks = new List<RelayProxySettings>();
        foreach (string item in ListText.Split(text))
        {
            string? error = ReadAddress(item, out RelayProxySettings? proxy);
            if (error is not null) return $"'{Printable.Shorten(item, 80)}': {error}";
            if (!fallbacks.Contains(proxy!)) fallbacks.Add(proxy!);
        }

        value = fallbacks;
        return fallbacks.Count > MaximumFallbacks ? $"it has {fallbacks.Count} proxies; the maximum is {MaximumFallbacks}" : null;
    }

    private static string? ReadUserName(string text, out string? value)
    {
        value = text.Length == 0 ? null : text;
        if (text.Length > MaximumUserNameLength) return $"it is longer than {MaximumUserNameLength} characters";
        if (text.IndexOf(':') >= 0) return "it contains a colon, which ends the user name in a proxy's credentials (RFC 7617)";
        return text.Any(char.IsControl) ? "it contains a control character" : null;
    }

    /// <summary>The password: the file holds it protected, memory in the clear, and nothing shows it.</summary>
    private sealed class PasswordDefinition() : SettingDefinition(
        "RelayProxyPassword", SettingKind.Secret,
        "Password for the relay proxy, protected so that only this machine can read it. Set it with `relay set` or `Set-OMSGatewayRelayProxy`, "
        + "never by hand; it is never shown.")
    {
        public override string Accepts => "what `relay set` or `Set-OMSGatewayRelayProxy` writes";

        public override string Example => "";

        public override string Format(GatewaySettings settings) => "";

        internal override bool TryApply(string text, ref GatewaySettings settings, [NotNullWhen(false)] out string? error)
        {
            error = null;
            if (text.Length > 0) settings = settings with { RelayProxy = (settings.RelayProxy ?? new()) with { Password = text } };
            return true;
        }

        internal override string? Shown(string text) => null;
    }
}
