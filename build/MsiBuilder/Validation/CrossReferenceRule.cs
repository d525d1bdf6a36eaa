using System.Text.RegularExpressions;

namespace OmsGateway.MsiBuilder.Validation;

/// <summary>A formatted text names files and folders of its own component only: those of another have no path while that one is left as it is.</summary>
internal sealed partial class CrossReferenceRule : IValidationRule
{
    private static readonly string[] Named =
        ["Class", "Environment", "IniFile", "Registry", "RemoveIniFile", "RemoveRegistry", "ServiceControl", "ServiceInstall", "Shortcut"];

    public string Ice => "ICE69";

    public IEnumerable<string> Check(Tables tables)
    {
        var files = tables.Rows("File").ToDictionary(r => r.Text("File")!, r => r.Text("Component_"), StringComparer.Ordinal);
        return
            from table in Named
            from row in tables.Rows(table)
            from text in row.Cells.OfType<string>()
            from Match match in Reference().Matches(text)
            let name = match.Groups["name"].Value
            let component = match.Groups["kind"].Value == "$" ? name : files.GetValueOrDefault(name)
            where component != row.Text("Component_")
            select $"{table} '{row.Cells[0]}' of the component {row.Text("Component_")} refers to {match.Value}, which does not belong to that component.";
    }

    // [#file] and [!file] are the long and the short path of a file, [$component] is the folder of a component (Microsoft, "Formatted").
    [GeneratedRegex(@"\[(?<kind>[#$!])(?<name>[^\[\]]+)\]")]
    private static partial Regex Reference();
}
