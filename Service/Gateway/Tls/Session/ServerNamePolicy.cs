using System.Text;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Tls.Records;

namespace OmsGateway.Gateway.Tls.Session;

/// <summary>The server name must be the host the tunnel was asked for, or another host could be reached behind it.</summary>
internal static class ServerNamePolicy
{
    // RFC 1035 §2.3.4: a name's length on the wire; nothing longer is worth parsing.
    private const int MaximumLength = 255;

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

    // RFC 6066 §3 allows neither a trailing dot nor an address; HostName takes both, for a CONNECT request may have them.
    private static HostName? ParseDnsName(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaximumLength || name[^1] == '.') return null;
        return HostName.TryParse(Encoding.Latin1.GetString(name), out HostName? host, out _) && host!.Address is null ? host : null;
    }

    private static Refusal Refuse(TunnelOutcome outcome, string detail) => new(outcome, AlertDescription.UnrecognizedName, detail);
}
