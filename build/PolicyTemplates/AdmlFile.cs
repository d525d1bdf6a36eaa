using System.Xml.Linq;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.PolicyTemplates;

/// <summary>The words of the policies, and their controls, in one language.</summary>
internal static class AdmlFile
{
    private static XNamespace N => TemplateFiles.Namespace;

    public static XElement Write(PolicyTexts texts) => new(N + "policyDefinitionResources",
        new XAttribute("revision", TemplateFiles.Revision), new XAttribute("schemaVersion", "1.0"),
        new XElement(N + "displayName", "OMS Gateway"),
        new XElement(N + "description", texts["Description"]),
        new XElement(N + "resources",
            new XElement(N + "stringTable",
                Text(AdmxFile.Category, "OMS Gateway"),
                Text(AdmxFile.SupportedOn, texts["SupportedOn"]),
                TemplatePolicy.All.SelectMany(policy => Texts(policy, texts))),
            new XElement(N + "presentationTable", TemplatePolicy.All.Where(policy => policy.HasElement).Select(policy =>
                new XElement(N + "presentation", new XAttribute("id", policy.Name), Control(policy))))));

    private static IEnumerable<XElement> Texts(TemplatePolicy policy, PolicyTexts texts)
    {
        yield return Text(policy.Name, texts[policy.Name]);
        yield return Text(policy.Name + "_Explain", policy.Definition is { } definition ? Explain(definition, texts) : ExplainList(policy, texts));
        if (!policy.IsChoice) yield break;
        // Words of the settings file, which are the same in every language.
        foreach (string word in policy.Definition!.Choices) yield return Text(policy.ChoiceId(word), word);
    }

    private static string Explain(SettingDefinition definition, PolicyTexts texts)
    {
        string summary = $"{definition.Summary.Replace("`", "", StringComparison.Ordinal)} Value: {definition.Accepts}.";
        string facts = definition switch
        {
            { Minimum: { } minimum, Maximum: { } maximum } => texts.Format("Range", minimum, maximum, definition.Default),
            { Default.Length: 0 } => texts["NoDefault"],
            _ => texts.Format("Default", definition.Default),
        };
        string effect = texts[definition.Kind == SettingKind.Boolean ? "NotConfiguredSwitch" : "NotConfigured"];
        string name = texts.Format("Setting", definition.Name);
        // The summary is in English only, as docs/settings.md is.
        return $"{facts}\n{name}\n\n{effect}\n\n{texts["WhatItDoes"]}\n{summary}";
    }

    private static string ExplainList(TemplatePolicy policy, PolicyTexts texts) => $"{texts[policy.Name + "_Explain"]}\n\n{texts["Added"]}";

    private static XElement Control(TemplatePolicy policy)
    {
        var id = new XAttribute("refId", policy.Name);
        string label = policy.Name + ":";
        if (policy.IsList) return new XElement(N + "listBox", id, label);
        SettingDefinition definition = policy.Definition!;
        if (policy.IsNumber)
        {
            return new XElement(N + "decimalTextBox", id, new XAttribute("defaultValue", definition.Default),
                $"{policy.Name} ({definition.Minimum} - {definition.Maximum}):");
        }

        if (!policy.IsChoice) return new XElement(N + "textBox", id, new XElement(N + "label", label));
        int selected = definition.Choices.ToList().IndexOf(definition.Default);
        return new XElement(N + "dropdownList", id, new XAttribute("noSort", true), new XAttribute("defaultItem", selected), label);
    }

    private static XElement Text(string id, string text) => new(N + "string", new XAttribute("id", id), text);
}
