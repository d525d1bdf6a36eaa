using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>What the compilers of elements share: the section under construction, diagnostics and extensions.</summary>
internal sealed record Scope(
    Section Section, DiagnosticBag Diagnostics, IReadOnlyList<IWixExtension> Extensions, UnnamedComponents Unnamed)
{
    /// <summary>Lets the extensions try an element that is not WiX's own; one that none of them knows is an error.</summary>
    public void CompileForeign(ElementReader parent, ElementReader child, ElementContext context)
    {
        if (child.IsWix || !Extensions.Any(e => e.Namespace == child.Namespace && e.TryCompile(parent, child, context, this)))
            parent.Unexpected(child);
    }
}

/// <summary>Around an extension's element: the component and the object it is about.</summary>
internal sealed record ElementContext(
    string? Component = null, string? Directory = null, string? ServiceName = null, string? File = null, string? Registry = null,
    string? Object = null, string? Seed = null);
