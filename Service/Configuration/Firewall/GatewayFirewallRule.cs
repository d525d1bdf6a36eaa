using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;

namespace OmsGateway.Configuration.Firewall;

/// <summary>
/// The rule of Windows Firewall that setup makes for the service, bound to its program and its port. It is moved with the port by
/// the administrator who changes the port; the service itself has no right to change it.
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

    /// <summary>Has the rule let in another port as well, until it is moved there.</summary>
    /// <returns>What is to be done by hand, because the rule could not be changed; null when all is well.</returns>
    internal string? LetIn(int port) => Change(port, rule => rule.Ports.Split(',').Contains(Text(port)) ? rule.Ports : $"{rule.Ports},{port}");

    /// <summary>Has the rule let in another port. What an administrator changed of the rule stays.</summary>
    /// <returns>What is to be done by hand, because the rule could not be moved; null when all is well.</returns>
    internal string? MoveTo(int port) => Change(port, _ => Text(port), now => _noted.Write(now));

    private string? Change(int port, Func<FirewallRule, string> portsOf, Action<string>? note = null)
    {
        try
        {
            if (_noted.Read() is not { } noted) return null;
            FirewallRule? rule = _firewall.Find(Name);
            if (rule is not null && portsOf(rule) is { } ports && rule.Ports != ports) _firewall.SetPorts(Name, ports);
            string now = rule is null ? "" : Text(port);
            if (noted != now) note?.Invoke(now);
            return rule is not null ? null
                : $"Windows Firewall no longer has the rule '{Name}': change the port of the rule that admits agents to {port}.";
        }
        catch (Exception e) when (e is COMException or UnauthorizedAccessException or SecurityException or IOException)
        {
            return $"The rule '{Name}' of Windows Firewall was not moved to port {port}: {e.Message.TrimEnd('.', '\r', '\n')}. "
                + "Change the rule's port, or agents cannot connect.";
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
