using System.Globalization;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Wix;

namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>
/// Reads an element strictly: each attribute asked for is ticked off, and <see cref="End"/> reports those that nobody asked
/// for. Every value is checked where it is read, so that a mistake is reported with its line and the rest still compiles.
/// </summary>
internal sealed class ElementReader(WixElement element, DiagnosticBag diagnostics)
{
    private readonly HashSet<WixAttribute> _read = [];
    private bool _textRead;

    public SourceLocation Location => element.Location;

    public string Name => element.Name;

    public string Namespace => element.Namespace;

    public DiagnosticBag Diagnostics => diagnostics;

    public bool DeclaresNamespace => element.DeclaresNamespace;

    public bool IsWix => element.Namespace == WixNamespaces.Source;

    // This class reads the elements of .wxl files too.
    public bool Is(string name) => element.Name == name
        && element.Namespace is (WixNamespaces.Source or WixNamespaces.Localization);

    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name, bool allowEmpty = false)
    {
        var value = Find(name)?.Value;
        if (value is { Length: 0 } && !allowEmpty)
        {
            diagnostics.Error(Location, DiagnosticCode.InvalidValue, $"{Name}/@{name} must not be empty.");
            return null;
        }

        return value;
    }

    public string? Required(string name)
    {
        var value = Text(name);
        if (value is null && Find(name) is null)
            Missing(name);
        return value;
    }

    public string? Identifier(string name, bool required = false)
    {
        var value = required ? Required(name) : Text(name);
        // What a variable leads to is known only when rows are bound.
        if (value is null || value.Contains("!(", StringComparison.Ordinal))
            return value;
        value = Identifiers.WithoutAccess(value);
        if (Identifiers.IsValid(value))
            return value;
        diagnostics.Error(Location, DiagnosticCode.InvalidIdentifier,
            $"{Name}/@{name} '{value}' is not an identifier: a letter or underscore, then letters, digits, underscores and dots.");
        return null;
    }

    public bool? YesNo(string name)
    {
        var value = Text(name);
        if (value is null or "yes" or "true" or "no" or "false")
            return value is null ? null : value is "yes" or "true";
        diagnostics.Error(Location, DiagnosticCode.InvalidYesNo, $"{Name}/@{name} '{value}' must be yes or no.");
        return null;
    }

    public int? Integer(string name, int min, int max)
    {
        var value = Text(name);
        if (value is null)
            return null;
        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min
            && number <= max)
            return number;
        diagnostics.Error(Location, DiagnosticCode.NumberOutOfRange,
            $"{Name}/@{name} '{value}' must be a number from {min} to {max}.");
        return null;
    }

    /// <summary>A number, or a text with a variable that is resolved to one later.</summary>
    public object? LocalizableInteger(string name, int min, int max, bool required = false)
    {
        if (required && !Has(name))
            Missing(name);
        return Text(name)?.Contains("!(", StringComparison.Ordinal) == true ? Text(name) : Integer(name, min, max);
    }

    /// <summary>A codepage by number or name, or a text with a variable that is resolved to its number later.</summary>
    public object? LocalizableCodepage(string name) =>
        Text(name)?.Contains("!(", StringComparison.Ordinal) == true ? Text(name) : Codepage(name);

    public int? Codepage(string name) => Text(name) is { } value && !int.TryParse(value, out _)
        ? Database.Codepages.FromName(value) ?? Integer(name, 0, ushort.MaxValue)
        : Integer(name, 0, ushort.MaxValue);

    public string? Guid(string name, bool required = false, bool allowGenerate = false)
    {
        // An empty Guid means a component without a code (ComponentGuids.For).
        var value = required ? Required(name) : Text(name, allowEmpty: !required);
        if (string.IsNullOrEmpty(value) || value.Contains("!(", StringComparison.Ordinal) || (allowGenerate && value == "*"))
            return value;
        if (System.Guid.TryParse(value, out var guid))
            return guid.ToString("B").ToUpperInvariant();
        diagnostics.Error(Location, DiagnosticCode.InvalidGuid, $"{Name}/@{name} '{value}' is not a GUID.");
        return null;
    }

    /// <summary>The number that goes with one of several words.</summary>
    public int? Choice(string name, params (string Word, int Number)[] choices)
    {
        var value = Text(name);
        if (value is null)
            return null;
        foreach (var (word, number) in choices)
        {
            if (word == value)
                return number;
        }

        diagnostics.Error(Location, DiagnosticCode.InvalidValue,
            $"{Name}/@{name} '{value}' must be one of: {string.Join(", ", choices.Select(c => c.Word))}.");
        return null;
    }

    /// <summary>One of several words, as written.</summary>
    public string? Word(string name, params string[] words) =>
        Choice(name, [.. words.Select((w, i) => (w, i))]) is { } index ? words[index] : null;

    public string? FileName(string name, bool allowPath = false, bool allowWildcards = false)
    {
        var value = Text(name);
        if (value is null || FileNames.IsValid(value, allowPath, allowWildcards))
            return value;
        diagnostics.Error(Location, DiagnosticCode.InvalidFileName, $"{Name}/@{name} '{value}' is not a valid file name.");
        return null;
    }

    public string InnerText()
    {
        _textRead = true;
        return element.Text;
    }

    // New readers each time, so that looking ahead (ComponentElement.ImpliedId) does not tick attributes off.
    public IEnumerable<ElementReader> Children() => element.Children.Select(child => new ElementReader(child, diagnostics));

    public void Missing(string name) =>
        diagnostics.Error(Location, DiagnosticCode.MissingAttribute, $"{Name}/@{name} is missing.");

    public void Conflict(string message) => diagnostics.Error(Location, DiagnosticCode.ConflictingAttributes, message);

    /// <summary>Refuses attributes that the toolset knows and this compiler does nothing for.</summary>
    public void Unsupported(params string[] names)
    {
        foreach (var name in names.Where(Has))
            diagnostics.Error(Location, DiagnosticCode.NotSupported, $"{Name}/@{name} is not supported.");
    }

    public void Unexpected(ElementReader child) =>
        diagnostics.Error(child.Location, DiagnosticCode.UnexpectedElement,
            $"The element {Name} cannot have the child element {child.Name} (of {child.Namespace}).");

    /// <summary>For an element that has no children.</summary>
    public void EndLeaf()
    {
        foreach (var child in Children())
            Unexpected(child);
        End();
    }

    public void End()
    {
        foreach (var attribute in element.Attributes.Where(a => !_read.Contains(a)))
            diagnostics.Error(Location, DiagnosticCode.UnexpectedAttribute,
                $"{Name} has no attribute {(attribute.Namespace.Length == 0 ? "" : attribute.Namespace + ":")}{attribute.Name}.");
        if (!_textRead && !string.IsNullOrWhiteSpace(element.Text))
            diagnostics.Error(Location, DiagnosticCode.UnexpectedElement, $"{Name} must not have text between its tags.");
    }

    private WixAttribute? Find(string name)
    {
        // Attributes of extensions stay unread, so that End refuses them: none are supported.
        var attribute = element.Attributes.Find(a => a.Namespace.Length == 0 && a.Name == name);
        if (attribute is not null)
            _read.Add(attribute);
        return attribute;
    }
}
