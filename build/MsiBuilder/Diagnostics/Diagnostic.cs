namespace OmsGateway.MsiBuilder.Diagnostics;

/// <summary>A mistake or a warning, with the toolset's number for it where it has one.</summary>
public sealed record Diagnostic(SourceLocation Location, bool IsError, DiagnosticCode Code, string Message)
{
    /// <summary>
    /// In the form that editors and build logs recognize: <c>file(line): error code: message</c>, on one line whatever a
    /// source has put into a value.
    /// </summary>
    public override string ToString() =>
        $"{Location}: {(IsError ? "error" : "warning")} WIX{(int)Code:D4}: {string.Concat(Message.Select(c => char.IsControl(c) ? ' ' : c))}";
}
