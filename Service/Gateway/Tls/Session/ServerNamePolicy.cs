using System.Text;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls.Records;

namespace OmsGateway.Gateway.Tls.Session;

/// <summary>The server name must be the host the tunnel was asked for, or another host could be reached behind it.</summary>
internal static class ServerNamePolicy
{
    // RFC 1035 §2.3.4: a name's length without the root's dot; nothing longer is worth parsing.
    private const int MaximumLength = 253;

    /// <summary>Checks the name of a ClientHello; empty when it has none.</summary>
    public static Refusal? Check(HandshakeSession session, ReadOnlySpan<byte> name)
    {
        HostName target = session.Target;
        bool isTargetNamed = target.Address is null;
        if (name.IsEmpty)
        {
            // A client that was given an address has no name to send (RFC 6066 §3).
            return session.RequiresServerName && isTargetNamed
                ? Refuse(TunnelOutcome.ServerNameMissing, "The ClientHello has no server name.")
                : null;
        }

        // RFC 6066 §3 wants no trailing dot, but clients that are given one (to spare the search list) send it, and it makes no
        // other host (RFC 1034 §3.1).
        if (name[^1] == '.') name = name[..^1];
        if (isTargetNamed && Ascii.EqualsIgnoreCase(name, target.Value))
        {
            session.ServerName = target.Value;
            return null;
        }

        if (ParseDnsName(name) is not { } other)
            return Refuse(TunnelOutcome.MalformedHandshake, "The ClientHello's server name is not a valid host name.");
        session.ServerName = other.Value;
        return Refuse(TunnelOutcome.ServerNameMismatch, $"The ClientHello names {other}, but the tunnel is for {target}.");
    }

    // RFC 6066 §3 allows no address. HostName takes one, for a CONNECT request may have it, and would take off a second dot.
    private static HostName? ParseDnsName(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > MaximumLength || name[^1] == '.') return null;
        string text = Encoding.Latin1.GetString(name);
        return HostName.TryParse(text, out HostName? host, out _) && host!.Address is null ? host : null;
    }

    private static Refusal Refuse(TunnelOutcome outcome, string detail) =>
        new(outcome, AlertDescription.UnrecognizedName, detail);
}
