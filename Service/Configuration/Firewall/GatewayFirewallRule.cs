using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;

namespace OmsGateway.Configuration.Firewall;

/// <summary>
/// The rule of Windows Firewall that setup makes for the service, bound to its program and its port. It is moved with the port by
/// whoever changes the port as an administrator; the service itself has no right to change it.
/// </summary>
public sealed class GatewayFirewallRule
{
    /// <summary>The rule's name, as Product/Firewall.wxs gives it.</summary>
    public const string Name = "OMS Gateway";

    private readonly IFirewall _firewall;
    private readonly IFirewallPort _noted;

    internal GatewayFirewallRule(IFirewall firewall, IFirewallPort noted)
    {
        _firewall = firewall;
        _noted = noted;
    }

    /// <summary>The port that the rule is for, or null where there is no rule that is known of. Asking needs no rights.</summary>
    public int? Port => int.TryParse(_noted.Read(), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null;

    /// <summary>Has the rule let in another port. What an administrator changed of the rule stays.</summary>
    /// <returns>What is to be done by hand, because the rule could not be moved; null when all is well.</returns>
    internal string? MoveTo(int port)
    {
        string text = port.ToString(CultureInfo.InvariantCulture);
        try
        {
            if (_noted.Read() is not { } noted) return null;
            FirewallRule? rule = _firewall.Find(Name);
            if (rule is not null && rule.Ports != text) _firewall.SetPorts(Name, text);
            string now = rule is null ? "" : text;
            if (noted != now) _noted.Write(now);
            return rule is not null ? null
                : $"Windows Firewall has no rule '{Name}' any more: change the port of the one that lets agents in to {text}.";
        }
        catch (Exception e) when (e is COMException or UnauthorizedAccessException or SecurityException or IOException)
        {
            return $"The rule '{Name}' of Windows Firewall was not moved to port {text}: {e.Message.TrimEnd('.', '\r', '\n')}. "
                + "Change the rule's port, or agents cannot connect.";
        }
    }
}
