using System.Text;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Preprocessing;

/// <summary><c>$(var.X)</c>, <c>$(X)</c>, <c>$(env.X)</c> and <c>$(sys.X)</c>: what they stand for.</summary>
internal sealed class PreprocessorVariables(IReadOnlyDictionary<string, string> defined, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, string> _variables = new(defined, StringComparer.Ordinal);

    public bool IsDefined(string name) => _variables.ContainsKey(Strip(name));

    public void Define(string name, string value) => _variables[Strip(name)] = value;

    public bool Undefine(string name) => _variables.Remove(Strip(name));

    public string? Get(string name) => _variables.GetValueOrDefault(Strip(name));

    /// <summary>Replaces every variable of a text; <c>$$(</c> is a literal <c>$(</c>.</summary>
    public string Expand(string text, SourceLocation location)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var end = i + 1 < text.Length && text[i] == '$' && text[i + 1] == '(' ? text.IndexOf(')', i) : -1;
            if (text.AsSpan(i).StartsWith("$$("))
            {
                result.Append("$(");
                i += 2;
            }
            else if (end > 0)
            {
                result.Append(Value(text[(i + 2)..end].Trim(), location));
                i = end;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private string Value(string name, SourceLocation location)
    {
        var value = name.Split('.', 2) switch
        {
            ["env", var variable] => Environment.GetEnvironmentVariable(variable),
            ["sys", var variable] => SystemValue(variable, location),
            ["fun", var function] => Unknown(function, location),
            _ => Get(name),
        };
        if (value is null)
            diagnostics.Error(location, DiagnosticCode.UndefinedVariable,
                $"The preprocessor variable '$({name})' is not defined.");
        return value ?? "";
    }

    private string Unknown(string function, SourceLocation location)
    {
        diagnostics.Error(location, DiagnosticCode.UnknownDirective, $"The preprocessor function '{function}' is not known.");
        return "";
    }

    private static string? SystemValue(string name, SourceLocation location) => name switch
    {
        "CURRENTDIR" => Directory.GetCurrentDirectory() + Path.DirectorySeparatorChar,
        "SOURCEFILEDIR" => Path.GetDirectoryName(Path.GetFullPath(location.File)) + Path.DirectorySeparatorChar,
        "SOURCEFILEPATH" => Path.GetFullPath(location.File),
        "PLATFORM" or "BUILDARCH" or "BUILDARCHSHORT" => name == "BUILDARCHSHORT" ? "X64" : "x64",
        // The version of the toolset that these packages must equal.
        "WIXMAJORVERSION" => "4",
        _ => null,
    };

    private static string Strip(string name) => name.StartsWith("var.", StringComparison.Ordinal) ? name[4..] : name;
}
