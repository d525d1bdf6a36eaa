using System.Globalization;
using System.Net;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>
/// From where the firewall rule lets agents in, as INetFwRule::put_RemoteAddresses of the Windows documentation writes it: <c>*</c>,
/// or addresses, networks, ranges and the words below, with commas between them.
/// </summary>
internal static class RemoteAddresses
{
    private const int MaximumLength = 8192;

    private static readonly string[] Words = ["LocalSubnet", "DNS", "DHCP", "WINS", "DefaultGateway"];

    /// <param name="text">A list, with or without spaces; <c>any</c> is the same as <c>*</c>.</param>
    /// <param name="value">As the firewall takes it.</param>
    public static bool TryParse(string text, out string value)
    {
        string[] parts = [.. text.Split(',').Select(p => p.Trim())];
        bool isAny = parts.Length == 1 && (parts[0] == "*" || parts[0].Equals("any", StringComparison.OrdinalIgnoreCase));
        value = isAny ? "*" : string.Join(",", parts);
        return isAny || (text.Length <= MaximumLength && parts.All(IsAddress));
    }

    private static bool IsAddress(string text)
    {
        if (Words.Contains(text, StringComparer.OrdinalIgnoreCase)) return true;
        int slash = text.IndexOf('/');
        if (slash >= 0) return TryRead(text.Substring(0, slash), out IPAddress? network) && IsMask(text.Substring(slash + 1), network!);
        int dash = text.IndexOf('-');
        if (dash < 0) return TryRead(text, out _);
        return TryRead(text.Substring(0, dash), out IPAddress? first) && TryRead(text.Substring(dash + 1), out IPAddress? last)
            && first!.AddressFamily == last!.AddressFamily;
    }

    private static bool IsMask(string text, IPAddress network)
    {
        int bits = network.GetAddressBytes().Length * 8;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length)) return length <= bits;
        return TryRead(text, out IPAddress? mask) && mask!.AddressFamily == network.AddressFamily && bits == 32;
    }

    // IPAddress takes 10 for 0.0.0.10, which nobody means.
    private static bool TryRead(string text, out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && (text.Contains(':') || text.Split('.').Length == 4);
}
