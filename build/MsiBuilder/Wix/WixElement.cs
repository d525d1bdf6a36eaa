using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Wix;

/// <summary>An attribute after preprocessing.</summary>
internal sealed record WixAttribute(string Namespace, string Name, string Value);

/// <summary>An element after preprocessing, which knows where it came from.</summary>
internal sealed class WixElement(string ns, string name, SourceLocation location)
{
    public string Namespace => ns;

    public string Name => name;

    public SourceLocation Location => location;

    /// <summary>
    /// Whether the toolset sees an <c>xmlns</c> on the element, which it puts there when it reads the body of a foreach
    /// (wixtoolset/wix, Preprocessor.cs, ReadOuterXml).
    /// </summary>
    public bool DeclaresNamespace { get; init; }

    public List<WixAttribute> Attributes { get; } = [];

    public List<WixElement> Children { get; } = [];

    /// <summary>The text between the tags, of this element only.</summary>
    public string Text { get; set; } = "";
}
