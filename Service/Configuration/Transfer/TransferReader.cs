using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Transfer;

/// <summary>Reads an export whole, and says of everything that is wrong with it where it stands.</summary>
internal sealed class TransferReader
{
    private readonly string _path;
    private readonly GatewayPolicy _policy;
    private readonly List<ConfigurationProblem> _problems = [];

    private TransferReader(string path, GatewayPolicy policy) => (_path, _policy) = (path, policy);

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="path">The file, for what is said of it.</param>
    /// <param name="content">Its content.</param>
    /// <param name="passphrase">The passphrase of its secrets, or null to leave them out.</param>
    /// <param name="policy">What Group Policy sets here, whose groups the file may have lists for; null for nothing.</param>
    /// <exception cref="ConfigurationException">It is no export, or something in it is wrong.</exception>
    public static TransferState Read(string path, byte[] content, string? passphrase, GatewayPolicy? policy = null)
    {
        XElement root = Root(path, content);
        var reader = new TransferReader(path, policy ?? GatewayPolicy.None);
        TransferState state = reader.State(root, passphrase);
        if (reader._problems.Count == 0) return state;
        string product = (string?)root.Attribute(TransferFormat.ProductAttribute) ?? "";
        string version = !Version.TryParse(product, out _) || product == TransferFormat.Product ? ""
            : $" It is of version {product}, and this gateway is of version {TransferFormat.Product}.";
        throw new ConfigurationException($"Nothing was imported, because the file has problems.{version}", reader._problems);
    }

    private static XElement Root(string path, byte[] content)
    {
        XElement root;
        try
        {
            root = SettingsXml.Parse(content, TransferFormat.MaximumBytes).Root!;
        }
        catch (XmlException e)
        {
            throw Refusal(path, e.LineNumber, null, $"it is not XML that can be read: {e.Message}");
        }

        if (root.Name != TransferFormat.Root)
            throw Refusal(path, SettingsXml.LineOf(root), root.Name.LocalName, $"it is no export of OMS Gateway, whose root is <{TransferFormat.Root}>");
        string version = (string?)root.Attribute(TransferFormat.VersionAttribute) ?? "";
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
            throw Refusal(path, SettingsXml.LineOf(root), version, $"{TransferFormat.VersionAttribute} is not a number from 1");
        return number <= TransferFormat.Version ? root : throw Refusal(path, SettingsXml.LineOf(root), version,
            $"a newer OMS Gateway ({(string?)root.Attribute(TransferFormat.ProductAttribute)}) wrote the file, and this one ({TransferFormat.Product}) reads "
            + $"files up to version {TransferFormat.Version}; update this gateway first");
    }

    private static ConfigurationException Refusal(string path, int line, string? value, string message) =>
        new("Nothing was imported.", [new ConfigurationProblem(path, line, null, value, message)]);

    private TransferState State(XElement root, string? passphrase)
    {
        CheckAttributes(root, TransferFormat.VersionAttribute, TransferFormat.ProductAttribute);
        CheckElements(root, TransferFormat.Settings, TransferFormat.Lists, TransferFormat.OwnPresets, TransferFormat.Secrets);
        XElement settings = Single(root, TransferFormat.Settings) ?? new XElement(TransferFormat.Settings);
        CheckAttributes(settings);
        SettingsReading reading = SettingsReader.Read(_path, settings, new NoSecrets());
        _problems.AddRange(reading.Problems);
        return new TransferState(reading, Lists(root, reading.Settings), OwnPresets(root), Secret(root, reading.Settings, passphrase));
    }

    private List<TransferLists> Lists(XElement root, GatewaySettings settings)
    {
        XElement[] elements = [.. root.Elements(TransferFormat.Lists)];
        string[] groups = [.. settings.Groups.Concat(_policy.Groups).Select(group => group.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (XElement element in elements) CheckLists(element, elements, groups);
        return [.. new string?[] { null }.Concat(groups).Select(group => Lists(group, elements.FirstOrDefault(element => IsOf(element, group))))];
    }

    private void CheckLists(XElement element, XElement[] all, string[] groups)
    {
        CheckAttributes(element, TransferFormat.GroupAttribute);
        CheckElements(element, TransferFormat.Hosts, TransferFormat.Clients, TransferFormat.Applied);
        string? group = (string?)element.Attribute(TransferFormat.GroupAttribute);
        if (group is not null && !groups.Any(known => ClientGroupSettings.IsSameName(known, group)))
        {
            Report(element, group, $"there is no such group in <{TransferFormat.Settings}>, and Group Policy sets none of that name here; "
                + "add the group, or remove these lists");
        }

        if (all.First(other => IsOf(other, group)) != element)
            Report(element, group, "these lists are there twice; remove one of the two");
    }

    private static bool IsOf(XElement element, string? group) => (string?)element.Attribute(TransferFormat.GroupAttribute) is { } own
        ? group is not null && ClientGroupSettings.IsSameName(own, group)
        : group is null;

    private TransferLists Lists(string? group, XElement? element) => new(
        group,
        Lines(element, TransferFormat.Hosts, content => ListFiles.Hosts(_path, content)),
        Lines(element, TransferFormat.Clients, content => ListFiles.Subjects(_path, content)),
        Single(element, TransferFormat.Applied) is { } applied ? Applied(applied) : []);

    private TransferLines Lines<T>(XElement? parent, string name, Func<byte[], ListFile<T>> open)
        where T : class, IEquatable<T>
    {
        XElement? list = Single(parent, name);
        if (list is not null) CheckElements(list);
        if (list is not null) CheckAttributes(list);
        (string Text, int Number)[] texts =
        [
            .. (list?.Nodes().OfType<XText>() ?? [])
                .SelectMany(text => text.Value.Split('\n').Select((line, index) => (line.Trim(), SettingsXml.LineOf(text) + index))),
        ];
        foreach ((string text, int number) in texts.Where(line => !TransferLines.CanBeCarried(line.Text)))
            Report(new ConfigurationProblem(_path, number, name, text, "the line holds a control character"));
        (TransferLines lines, IReadOnlyList<ConfigurationProblem> problems) = TransferLines.Of(texts, open);
        foreach (ConfigurationProblem problem in problems) Report(problem with { Key = name });
        return lines;
    }

    private List<AppliedPreset> Applied(XElement element)
    {
        CheckElements(element, AppliedPresetsFile.PresetName);
        CheckAttributes(element);
        List<AppliedPreset> applied = [];
        foreach (XElement preset in element.Elements(AppliedPresetsFile.PresetName))
        {
            CheckElements(preset, AppliedPresetsFile.HostName);
            CheckAttributes(preset, AppliedPresetsFile.Attributes);
            try
            {
                applied.Add(AppliedPresetsFile.Preset(preset));
            }
            catch (FormatException e)
            {
                Report(preset, (string?)preset.Attribute("name"), e.Message);
            }
        }

        return applied;
    }

    private XElement? OwnPresets(XElement root)
    {
        if (Single(root, TransferFormat.OwnPresets) is not { } element) return null;
        if (element.Elements().Count() != 1)
        {
            Report(element, null, "it holds one element, the root of the presets' file");
            return null;
        }

        try
        {
            PresetReader.Read(_path, element.Elements().Single(), isOwn: true);
        }
        catch (ConfigurationException e)
        {
            foreach (ConfigurationProblem problem in e.Problems) Report(problem);
        }

        return OwnPresetsText.Normalize(element.Elements().Single());
    }

    private TransferSecret Secret(XElement root, GatewaySettings settings, string? passphrase)
    {
        XElement? element = Single(root, TransferFormat.Secrets);
        try
        {
            TransferSecret secret = TransferSecrets.Read(element, settings, passphrase, out string? error);
            if (error is not null) Report(element!, null, error);
            return secret;
        }
        catch (SecretException e)
        {
            Report(element!, null, e.Message);
            return TransferSecret.NotCarried;
        }
    }

    private XElement? Single(XElement? parent, string name)
    {
        XElement[] found = [.. parent?.Elements(name) ?? []];
        if (found.Length > 1) Report(found[1], null, "it is there twice; remove one of the two");
        return found.FirstOrDefault();
    }

    private void CheckElements(XElement parent, params string[] known)
    {
        foreach (XElement element in parent.Elements().Where(element => !known.Contains(element.Name.ToString())))
            Report(element, null, $"<{parent.Name.LocalName}> has no such element{(known.Length == 0 ? "" : $", but {string.Join(", ", known)}")}");
        // Only a list holds text; a host beside one would be lost silently.
        foreach (XText text in parent.Nodes().OfType<XText>().Where(text => known.Length > 0 && text.Value.Trim().Length > 0))
            Report(new ConfigurationProblem(
                _path, SettingsXml.LineOf(text), parent.Name.LocalName, Printable.Shorten(text.Value.Trim(), 120), "there is text outside any list"));
    }

    private void CheckAttributes(XElement element, params string[] known)
    {
        foreach (XAttribute attribute in element.Attributes().Where(attribute => !known.Contains(attribute.Name.ToString())))
            Report(element, attribute.Name.ToString(), "there is no such attribute");
    }

    private void Report(XElement element, string? value, string message) =>
        Report(new ConfigurationProblem(_path, SettingsXml.LineOf(element), element.Name.LocalName, value, message));

    private void Report(ConfigurationProblem problem)
    {
        if (ConfigurationProblems.HasRoom(_problems, _path)) _problems.Add(problem);
    }

    /// <summary>A secret among the settings is one of a settings file, which no other computer can read.</summary>
    private sealed class NoSecrets : ISecretProtector
    {
        public string Protect(string secret) => throw new NotSupportedException();

        public string Unprotect(string protectedText) => throw new SecretException(
            $"an export has it in <{TransferFormat.Secrets}> only, encrypted with a passphrase; remove the element, and set the password after the import");
    }
}
