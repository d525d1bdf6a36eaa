namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>
/// Counts the components of a source file that have no id. One takes its key path's in the end; the ids generated for its children
/// before that are made of a number between section signs (wixtoolset/wix, Compiler.cs, ComponentIdPlaceholderStart).
/// </summary>
internal sealed class UnnamedComponents
{
    private const char Mark = '\u00A7';
    private int _count;

    /// <summary>What stands for the next such component.</summary>
    public string Next => $"{Mark}{_count}{Mark}";

    /// <summary>The component is compiled.</summary>
    public void Done() => _count++;
}
