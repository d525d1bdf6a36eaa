using System.Text;
using System.Xml;
using System.Xml.Linq;
using OmsGateway.Configuration.Settings;
using OmsGateway.PowerShell.Tests.Surface;

namespace OmsGateway.PowerShell.Tests.Help;

/// <summary>Makes the module's help file from the compiled cmdlets and their sections of docs/powershell.md.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly (string Name, string Text)[] ShouldProcess =
        [("WhatIf", "Shows what would be done, and does nothing."), ("Confirm", "Asks before anything is done.")];

    public static string Write(IReadOnlyDictionary<string, CmdletPage> pages)
    {
        var root = new XElement(Root + "helpItems", new XAttribute("schema", "maml"),
            CmdletClass.All.Values.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => Cmdlet(c, pages[c.Name])));
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(new Utf8Text(text), new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
            new XDocument(root).Save(writer);
        return text.Append('\n').ToString();
    }

    private static XElement Cmdlet(CmdletClass cmdlet, CmdletPage page) => new(Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml), new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Description(page.Synopsis)),
        Description(page.Description.Length > 0 ? page.Description : [page.Synopsis]),
        new XElement(Command + "syntax", cmdlet.Sets.Values.Select(set => new XElement(Command + "syntaxItem",
            new XElement(Maml + "name", cmdlet.Name), set.Select(p => Parameter(p, page)), Switches(cmdlet)))),
        new XElement(Command + "parameters",
            cmdlet.Sets.Values.SelectMany(set => set).DistinctBy(p => p.Name).Select(p => Parameter(p, page)), Switches(cmdlet)),
        new XElement(Command + "inputTypes", cmdlet.Inputs.Select(type => new XElement(Command + "inputType",
            new XElement(Dev + "type", new XElement(Maml + "name", type))))),
        new XElement(Command + "returnValues", cmdlet.Outputs.Select(type => new XElement(Command + "returnValue",
            new XElement(Dev + "type", new XElement(Maml + "name", type.FullName))))),
        Settings(cmdlet),
        new XElement(Command + "examples", page.Examples.Select((example, i) => new XElement(Command + "example",
            new XElement(Maml + "title", $"-------------------------- Example {i + 1} --------------------------"),
            new XElement(Dev + "code", example.Code),
            new XElement(Dev + "remarks", new XElement(Maml + "para", example.Title + "."))))),
        new XElement(Command + "relatedLinks",
            // The first address is what -Online opens. The build puts the project's before it, or leaves the link out.
            Link("Online version:", $"docs/powershell.md#{cmdlet.Name.ToLowerInvariant()}"),
            Link("about_OMSGateway", ""),
            CmdletClass.All.Values.Where(c => c.Noun == cmdlet.Noun && c.Verb != cmdlet.Verb).OrderBy(c => c.Name, StringComparer.Ordinal)
                .Select(c => Link(c.Name, ""))));

    private static XElement? Settings(CmdletClass cmdlet) => cmdlet.Noun != "OMSGatewayConfig" ? null : new XElement(Maml + "alertSet",
        new XElement(Maml + "title", "Settings"),
        new XElement(Maml + "alert", SettingDefinitions.All.Select(s => Paragraph(
            $"{s.Name}: {s.Accepts}. Default: {(s.Default.Length == 0 ? "none" : s.Default)}."))));

    private static XElement Link(string text, string uri) => new(Maml + "navigationLink",
        new XElement(Maml + "linkText", text), new XElement(Maml + "uri", uri));

    private static XElement Description(params string[] paragraphs) =>
        new(Maml + "description", paragraphs.Select(Paragraph));

    // What marks code on a page would stand in the help as it is.
    private static XElement Paragraph(string text) => new(Maml + "para", text.Replace("`", "", StringComparison.Ordinal));

    private static XElement Parameter(CmdletParameter parameter, CmdletPage page) => new(Command + "parameter",
        new XAttribute("required", parameter.IsMandatory ? "true" : "false"),
        new XAttribute("variableLength", parameter.Type.IsArray ? "true" : "false"),
        new XAttribute("globbing", parameter.TakesWildcards ? "true" : "false"),
        new XAttribute("pipelineInput", parameter.PipelineInput),
        new XAttribute("position", parameter.IsPositional ? $"{parameter.Position}" : "named"),
        new XAttribute("aliases", parameter.Aliases.Length > 0 ? string.Join(", ", parameter.Aliases) : "none"),
        new XElement(Maml + "name", parameter.Name),
        Description(page.Parameters[parameter.Name]),
        parameter.Choices.Length == 0 ? null : new XElement(Command + "parameterValueGroup", parameter.Choices.Select(choice =>
            new XElement(Command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), choice))),
        parameter.IsSwitch ? null : new XElement(Command + "parameterValue",
            new XAttribute("required", "true"),
            new XAttribute("variableLength", parameter.Type.IsArray ? "true" : "false"), parameter.TypeName),
        new XElement(Dev + "defaultValue", parameter.Default));

    private static IEnumerable<XElement> Switches(CmdletClass cmdlet) => cmdlet.SupportsShouldProcess
        ? ShouldProcess.Select(p => new XElement(Command + "parameter",
            new XAttribute("required", "false"), new XAttribute("variableLength", "false"), new XAttribute("globbing", "false"),
            new XAttribute("pipelineInput", "false"), new XAttribute("position", "named"), new XAttribute("aliases", p.Name == "WhatIf" ? "wi" : "cf"),
            new XElement(Maml + "name", p.Name), Description(p.Text)))
        : [];

    private sealed class Utf8Text(StringBuilder text) : StringWriter(text, System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => new UTF8Encoding(false);
    }
}
