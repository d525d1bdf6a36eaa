using System.Xml.Linq;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.PolicyTemplates;

/// <summary>The policies and the registry values that they are, without a word in any language.</summary>
internal static class AdmxFile
{
    /// <summary>The only category, and the product as the texts name it.</summary>
    public const string Category = "OMSGateway";

    /// <summary>The version since which there are policies.</summary>
    public const string SupportedOn = "SUPPORTED_OMSGateway_2_0";

    private const string Key = PolicyLists.Key;

    private static XNamespace N => TemplateFiles.Namespace;

    public static XElement Write() => new(N + "policyDefinitions",
        new XAttribute("revision", TemplateFiles.Revision), new XAttribute("schemaVersion", "1.0"),
        new XElement(N + "policyNamespaces",
            new XElement(N + "target", new XAttribute("prefix", "omsgateway"), new XAttribute("namespace", "OMSGateway.Policies.OMSGateway"))),
        new XElement(N + "resources", new XAttribute("minRequiredRevision", TemplateFiles.Revision)),
        new XElement(N + "supportedOn", new XElement(N + "definitions",
            new XElement(N + "definition", new XAttribute("name", SupportedOn), new XAttribute("displayName", Text(SupportedOn))))),
        new XElement(N + "categories", new XElement(N + "category", new XAttribute("name", Category), new XAttribute("displayName", Text(Category)))),
        new XElement(N + "policies", TemplatePolicy.All.Select(Policy)));

    private static XElement Policy(TemplatePolicy policy)
    {
        var element = new XElement(N + "policy",
            new XAttribute("name", policy.Name), new XAttribute("class", "Machine"), new XAttribute("displayName", Text(policy.Name)),
            new XAttribute("explainText", Text(policy.Name + "_Explain")));
        if (policy.HasElement) element.Add(new XAttribute("presentation", $"$(presentation.{policy.Name})"));
        element.Add(new XAttribute("key", Key));
        if (!policy.HasElement) element.Add(new XAttribute("valueName", policy.Name));
        element.Add(
            new XElement(N + "parentCategory", new XAttribute("ref", Category)), new XElement(N + "supportedOn", new XAttribute("ref", SupportedOn)));
        if (policy.HasElement) element.Add(new XElement(N + "elements", Element(policy)));
        else element.Add(Decimal("enabledValue", 1), Decimal("disabledValue", 0));
        return element;
    }

    private static XElement Element(TemplatePolicy policy)
    {
        var id = new XAttribute("id", policy.Name);
        if (policy.IsList) return List(policy, id);
        var value = new XAttribute("valueName", policy.Name);
        SettingDefinition definition = policy.Definition!;
        if (policy.IsNumber)
        {
            return new XElement(N + "decimal", id, value, new XAttribute("required", true), new XAttribute("minValue", definition.Minimum!),
                new XAttribute("maxValue", definition.Maximum!));
        }

        return policy.IsChoice
            ? new XElement(N + "enum", id, value, new XAttribute("required", true), definition.Choices.Select(word => Item(policy, word)))
            : new XElement(N + "text", id, value);
    }

    // Entries of a setting are numbered, since their order may count, and one policy has all of them. What is added is named by what it is,
    // so that the policies of several levels of a directory add up.
    private static XElement List(TemplatePolicy policy, XAttribute id)
    {
        var list = new XElement(N + "list", id, new XAttribute("key", $@"{Key}\{policy.Name}"));
        if (policy.Definition is not null) list.Add(new XAttribute("valuePrefix", ""));
        else list.Add(new XAttribute("additive", true));
        if (policy.Name is PolicyLists.Groups or PolicyLists.GroupAllowedHosts) list.Add(new XAttribute("explicitValue", true));
        return list;
    }

    private static XElement Item(TemplatePolicy policy, string word) => new(N + "item",
        new XAttribute("displayName", Text(policy.ChoiceId(word))), new XElement(N + "value", new XElement(N + "string", word)));

    private static XElement Decimal(string name, int value) => new(N + name, new XElement(N + "decimal", new XAttribute("value", value)));

    private static string Text(string id) => $"$(string.{id})";
}
