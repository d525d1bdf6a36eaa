using OmsGateway.Configuration.Networks;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>
/// From where the firewall rule lets agents in, as INetFwRule::put_RemoteAddresses of the Windows documentation writes it: <c>*</c>,
/// or addresses, networks, ranges and the words below, with commas between them.
/// </summary>
internal sealed class RemoteAddresses
{
    private const int MaximumLength = 8192;

    private static readonly string[] Words = ["LocalSubnet", "DNS", "DHCP", "WINS", "DefaultGateway"];

    // Windows Firewall does not filter what stays on the computer, so a rule never keeps its own programs out.
    private static readonly IpNetwork[] OwnComputer = [IpNetwork.Parse("127.0.0.0/8"), IpNetwork.Parse("::1/128")];

    private readonly List<IpNetwork> _networks = [];
    private bool _isAny;

    private RemoteAddresses(string value) => Value = value;

    /// <summary>As the firewall takes it.</summary>
    public string Value { get; }

    /// <summary>
    /// The networks of the same addresses and those of the gateway's own computer, for the setting AllowedClients; none, which is all,
    /// where everybody is let in or a word stands that only the firewall knows the meaning of.
    /// </summary>
    public IReadOnlyList<IpNetwork> Clients => _isAny ? [] : [.. _networks.Concat(OwnComputer).Distinct()];

    /// <param name="text">A list, with or without spaces; <c>any</c> is the same as <c>*</c>.</param>
    /// <returns>Null when it is not such a list.</returns>
    public static RemoteAddresses? Parse(string text)
    {
        string[] parts = [.. text.Split(',').Select(p => p.Trim())];
        if (parts.Length == 1 && (parts[0] == "*" || parts[0].Equals("any", StringComparison.OrdinalIgnoreCase)))
            return new RemoteAddresses("*") { _isAny = true };
        if (text.Length > MaximumLength) return null;
        var addresses = new RemoteAddresses(string.Join(",", parts));
        foreach (string part in parts)
        {
            if (Words.Contains(part, StringComparer.OrdinalIgnoreCase)) addresses._isAny = true;
            else if (AddressRange.TryParse(part, out AddressRange? range)) addresses._networks.AddRange(range!.Networks());
            else return null;
        }

        return addresses;
    }
}
