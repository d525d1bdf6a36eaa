using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Wix;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>Compiles a document's root, <c>Wix</c>, into sections.</summary>
internal static class SourceCompiler
{
    public static IReadOnlyList<Section> Compile(WixElement root, DiagnosticBag diagnostics,
        IReadOnlyList<IWixExtension> extensions)
    {
        var sections = new List<Section>();
        var e = new ElementReader(root, diagnostics);
        if (!e.Is("Wix"))
        {
            diagnostics.Error(root.Location, DiagnosticCode.InvalidXml,
                $"The root of a source file must be Wix of {WixNamespaces.Source}.");
            return sections;
        }

        _ = e.Text("RequiredVersion");
        var unnamed = new UnnamedComponents();
        foreach (var child in e.Children())
        {
            var section = new Section(child.Is("Package"));
            var scope = new Scope(section, diagnostics, extensions, unnamed);
            if (section.IsPackage)
                PackageElement.Compile(child, scope);
            else if (child.Is("Fragment"))
                FragmentElement.Compile(child, scope);
            else
                e.Unexpected(child);
            sections.Add(section);
        }

        e.End();
        return sections;
    }
}
