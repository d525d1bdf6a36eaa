namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Fragment</c>: a section that is linked when something in it is referred to.</summary>
internal static class FragmentElement
{
    public static void Compile(ElementReader e, Scope scope)
    {
        _ = e.Identifier("Id");
        foreach (var child in e.Children())
        {
            if (!SectionChildren.TryCompile(child, scope))
                scope.CompileForeign(e, child, new());
        }

        e.End();
    }
}
