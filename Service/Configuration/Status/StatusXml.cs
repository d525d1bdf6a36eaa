using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Status;

/// <summary>The status as XML: small, readable by a person, and read by versions other than the one that wrote it.</summary>
internal static class StatusXml
{
    private const string RootName = "OMSGatewayStatus";

    public static byte[] ToBytes(GatewayStatus status)
    {
        var root = new XElement(RootName,
            new XElement(nameof(status.ProcessId), status.ProcessId),
            new XElement(nameof(status.Version), Clean(status.Version)),
            new XElement(nameof(status.Started), status.Started.ToUniversalTime()),
            new XElement(nameof(status.Written), status.Written.ToUniversalTime()),
            new XElement(nameof(status.ListenEndpoints), status.ListenEndpoints.Select(e => new XElement("Endpoint", Clean(e)))),
            new XElement(nameof(status.RefusesNewTunnels), status.RefusesNewTunnels),
            new XElement(nameof(status.MaximumTunnels), status.MaximumTunnels),
            new XElement(nameof(status.ActiveClientConnections), status.ActiveClientConnections),
            new XElement(nameof(status.ConnectedClients), status.ConnectedClients),
            new XElement(nameof(status.Errors), status.Errors),
            new XElement(nameof(status.Rejections), status.Rejections),
            new XElement(nameof(status.ClosedConnections), status.ClosedConnections),
            new XElement(nameof(status.TransferredBytes), status.TransferredBytes),
            new XElement(nameof(status.BytesSent), status.BytesSent),
            new XElement(nameof(status.BytesReceived), status.BytesReceived),
            new XElement(nameof(status.RelayProxies), status.RelayProxies.Select(ToXml)),
            new XElement(nameof(status.DeniedHosts), status.DeniedHosts.Select(ToXml)));
        if (status.DrainingSince is { } since) root.Add(new XElement(nameof(status.DrainingSince), since.ToUniversalTime()));
        if (status.TunnelLimitReason is { } reason) root.Add(new XElement(nameof(status.TunnelLimitReason), Clean(reason)));
        if (status.ConfigurationProblem is { } problem) root.Add(new XElement(nameof(status.ConfigurationProblem), Clean(problem)));
        var stream = new MemoryStream();
        new XDocument(root).Save(stream);
        return stream.ToArray();
    }

    public static GatewayStatus? TryParse(byte[] content)
    {
        try
        {
            XElement root = SettingsXml.Parse(content).Root!;
            if (root.Name != RootName) return null;
            return new GatewayStatus
            {
                ProcessId = (int)Number(root, nameof(GatewayStatus.ProcessId)),
                Version = (string?)root.Element(nameof(GatewayStatus.Version)) ?? "",
                Started = (DateTimeOffset)root.Element(nameof(GatewayStatus.Started))!,
                Written = (DateTimeOffset)root.Element(nameof(GatewayStatus.Written))!,
                ListenEndpoints = root.Elements(nameof(GatewayStatus.ListenEndpoints)).Elements().Select(e => e.Value).ToArray(),
                ConfigurationProblem = (string?)root.Element(nameof(GatewayStatus.ConfigurationProblem)),
                DrainingSince = (DateTimeOffset?)root.Element(nameof(GatewayStatus.DrainingSince)),
                RefusesNewTunnels = (bool?)root.Element(nameof(GatewayStatus.RefusesNewTunnels)) ?? false,
                MaximumTunnels = (int)Number(root, nameof(GatewayStatus.MaximumTunnels)),
                TunnelLimitReason = (string?)root.Element(nameof(GatewayStatus.TunnelLimitReason)),
                ActiveClientConnections = Number(root, nameof(GatewayStatus.ActiveClientConnections)),
                ConnectedClients = Number(root, nameof(GatewayStatus.ConnectedClients)),
                Errors = Number(root, nameof(GatewayStatus.Errors)),
                Rejections = Number(root, nameof(GatewayStatus.Rejections)),
                ClosedConnections = Number(root, nameof(GatewayStatus.ClosedConnections)),
                TransferredBytes = Number(root, nameof(GatewayStatus.TransferredBytes)),
                BytesSent = Number(root, nameof(GatewayStatus.BytesSent)),
                BytesReceived = Number(root, nameof(GatewayStatus.BytesReceived)),
                RelayProxies = root.Elements(nameof(GatewayStatus.RelayProxies)).Elements().Select(ToRelayProxy).ToArray(),
                DeniedHosts = root.Elements(nameof(GatewayStatus.DeniedHosts)).Elements().Select(ToDeniedHost).ToArray(),
            };
        }
        // ArgumentNullException is what the conversions of XElement throw for an element that is missing.
        catch (Exception e) when (e is XmlException or FormatException or ArgumentNullException or OverflowException)
        {
            return null;
        }
    }

    private static XElement ToXml(RelayProxyStatus proxy) => new("Proxy",
        proxy.DownSince is { } since ? new XAttribute(nameof(proxy.DownSince), since.ToUniversalTime()) : null,
        proxy.LastTried is { } tried ? new XAttribute(nameof(proxy.LastTried), tried.ToUniversalTime()) : null,
        proxy.Problem is { } problem ? new XAttribute(nameof(proxy.Problem), Clean(problem)) : null,
        Clean(proxy.Address));

    private static RelayProxyStatus ToRelayProxy(XElement element) => new(
        element.Value,
        (DateTimeOffset?)element.Attribute(nameof(RelayProxyStatus.DownSince)),
        (DateTimeOffset?)element.Attribute(nameof(RelayProxyStatus.LastTried)),
        (string?)element.Attribute(nameof(RelayProxyStatus.Problem)));

    private static XElement ToXml(DeniedHost denied) => new("Host",
        new XAttribute(nameof(denied.Client), Clean(denied.Client)),
        new XAttribute(nameof(denied.Count), denied.Count),
        new XAttribute(nameof(denied.Last), denied.Last.ToUniversalTime()),
        denied.Group is { } group ? new XAttribute(nameof(denied.Group), Clean(group)) : null,
        Clean(denied.Host));

    private static DeniedHost ToDeniedHost(XElement element) => new(
        element.Value,
        (string?)element.Attribute(nameof(DeniedHost.Client)) ?? "",
        (long)element.Attribute(nameof(DeniedHost.Count))!,
        (DateTimeOffset)element.Attribute(nameof(DeniedHost.Last))!)
    {
        Group = (string?)element.Attribute(nameof(DeniedHost.Group)),
    };

    // A number that another version did not write is zero.
    private static long Number(XElement root, string name) =>
        long.TryParse((string?)root.Element(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    // XML cannot hold every character that a problem may quote.
    private static string Clean(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '?'));
}
