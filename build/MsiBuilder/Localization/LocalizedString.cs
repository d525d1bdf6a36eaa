using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Localization;

/// <summary>A <c>String</c> of a .wxl file.</summary>
internal sealed record LocalizedString(string Id, string Value, bool Overridable, SourceLocation Location);

/// <summary>A <c>UI</c> of a .wxl file: another place, size or text for a dialog or one of its controls.</summary>
internal sealed record LocalizedControl(
    string Dialog, string? Control, string? X, string? Y, string? Width, string? Height, int Attributes, string? Text,
    SourceLocation Location);
