using System.Xml.Linq;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings.Values;

namespace OmsGateway.Configuration.Settings;

/// <summary>A group of clients in the settings file: <c>&lt;Group name="pos" clients="10.1.0.0/16" hostPolicy="ReportOnly" /&gt;</c>.</summary>
internal static class ClientGroupXml
{
    public const string ElementName = "Group";

    private const string NameAttribute = "name";
    private const string ClientsAttribute = "clients";
    private const string PolicyAttribute = "hostPolicy";
    private const string Form = "<Group name=\"pos\" clients=\"10.1.0.0/16\" />";

    public static bool IsGroup(XElement element) =>
        element.Name.Namespace == XNamespace.None && element.Name.LocalName.Equals(ElementName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name as it stands there, or nothing.</summary>
    public static string NameOf(XElement element) => Value(element, NameAttribute) ?? "";

    /// <summary>Reads a group; null, and the value that is wrong with what is wrong about it, when it is none.</summary>
    public static ClientGroupSettings? TryRead(XElement element, out string? value, out string? error)
    {
        value = null;
        if (element.Nodes().Any(node => node is not XComment && (node is not XText text || text.Value.Trim().Length > 0)))
            error = $"a group has attributes and no content; write {Form}";
        else if (element.Attributes().FirstOrDefault(a => !IsKnown(a)) is { } unknown)
            (value, error) = (unknown.Name.LocalName, $"a group has the attributes {NameAttribute}, {ClientsAttribute} and {PolicyAttribute}; write {Form}");
        else if (!ClientGroupSettings.IsName(NameOf(element)))
            (value, error) = (NameOf(element), $"it is not a name for a group; the name is {ClientGroupSettings.NameForm}");
        else
            return TryRead(element, NameOf(element), out value, out error);
        return null;
    }

    /// <summary>Writes a group over what is there.</summary>
    public static void Write(XElement element, ClientGroupSettings group)
    {
        element.RemoveAttributes();
        element.SetAttributeValue(NameAttribute, group.Name);
        element.SetAttributeValue(ClientsAttribute, string.Join(" ", group.Clients));
        if (group.HostPolicy is { } policy) element.SetAttributeValue(PolicyAttribute, SettingDefinitions.HostPolicies.Write(policy));
    }

    private static ClientGroupSettings? TryRead(XElement element, string name, out string? value, out string? error)
    {
        value = Value(element, ClientsAttribute) ?? "";
        error = NetworkValues.NetworkSet(value, out NetworkSet clients)
            ?? (clients.Count == 0 ? $"the group has no client; list its networks: {ClientsAttribute}=\"10.1.0.0/16 10.2.3.0/24\"" : null);
        if (error is not null) return null;
        value = Value(element, PolicyAttribute);
        if (value is null) return new ClientGroupSettings(name, clients, null);
        error = SettingDefinitions.HostPolicies.Read(value, out HostPolicyMode policy);
        return error is null ? new ClientGroupSettings(name, clients, policy) : null;
    }

    private static bool IsKnown(XAttribute attribute) => attribute.Name.Namespace == XNamespace.None
        && new[] { NameAttribute, ClientsAttribute, PolicyAttribute }.Contains(attribute.Name.LocalName, StringComparer.OrdinalIgnoreCase);

    private static string? Value(XElement element, string name) =>
        element.Attributes().FirstOrDefault(a => a.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.Trim();
}
