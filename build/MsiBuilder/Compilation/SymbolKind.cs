namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>The kinds of things that one part of the sources refers to in another.</summary>
internal static class SymbolKind
{
    public const string Action = "Action";
    public const string Binary = "Binary";
    public const string Component = "Component";
    public const string ComponentGroup = "ComponentGroup";
    public const string CustomAction = "CustomAction";
    public const string Dialog = "Dialog";
    public const string Directory = "Directory";
    public const string Error = "Error";
    public const string Feature = "Feature";
    public const string FeatureGroup = "FeatureGroup";
    public const string File = "File";
    public const string Icon = "Icon";
    public const string Media = "Media";
    public const string Property = "Property";
    public const string Signature = "Signature";
    public const string TextStyle = "TextStyle";
    public const string UI = "UI";
}
