using System.Text;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Localization;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>
/// Resolves <c>!(loc.X)</c>, <c>!(wix.X)</c> and <c>!(bind.X)</c>, each with an optional default after an equals sign; <c>!!(</c>
/// is a literal <c>!(</c>. Bind paths are left alone: only the place of a file can tell which of several is meant.
/// </summary>
internal sealed class VariableResolver
{
    // A string may use others; one that uses itself, or some that multiply one another, would never end.
    private const int MaxDepth = 32;
    private const int MaxExpansions = 10_000;

    private readonly Localizer _localizer;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bind = new(StringComparer.OrdinalIgnoreCase);
    private int _expansions;

    public VariableResolver(IEnumerable<WixVariableItem> variables, Localizer localizer, DiagnosticBag diagnostics)
    {
        _localizer = localizer;
        _diagnostics = diagnostics;
        foreach (var group in variables.GroupBy(v => v.Id, StringComparer.Ordinal))
        {
            var own = group.Where(v => !v.Overridable).ToList();
            if (own.Count > 1)
                diagnostics.Error(own[1].Location, DiagnosticCode.DuplicateSymbol,
                    $"The WiX variable '{group.Key}' is already defined at {own[0].Location}.");
            _variables[group.Key] = (own.FirstOrDefault() ?? group.First()).Value;
        }
    }

    /// <summary>Gives <c>!(bind.name)</c> its value.</summary>
    public void SetBind(string name, string value) => _bind[name] = value;

    public void SetVariable(string name, string value) => _variables.TryAdd(name, value);

    public string Resolve(string text, SourceLocation location, int depth = 0)
    {
        if (!text.Contains("!(", StringComparison.Ordinal))
            return text;
        if (depth == 0)
            _expansions = 0;
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            var end = rest.StartsWith("!(") ? EndOf(text, i) : -1;
            if (rest.StartsWith("!!("))
            {
                result.Append("!(");
                i += 2;
            }
            else if (end > 0)
            {
                result.Append(Value(text[(i + 2)..end], location, depth) ?? text[i..(end + 1)]);
                i = end;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static int EndOf(string text, int start)
    {
        var depth = 0;
        for (var i = start + 1; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
                return i;
        }

        return -1;
    }

    private string? Value(string expression, SourceLocation location, int depth)
    {
        var parts = expression.Split('=', 2);
        var fallback = parts.Length > 1 ? parts[1] : null;
        var name = parts[0].Split('.', 2);
        if (name.Length < 2 || name[0] == "bindpath")
            return null;
        if (depth > MaxDepth || ++_expansions > MaxExpansions)
        {
            _diagnostics.Error(location, DiagnosticCode.TooComplex, $"'!({expression})' leads to itself, or to too many others.");
            return "";
        }

        var (value, code) = name[0] switch
        {
            "loc" => (_localizer.Find(name[1]), DiagnosticCode.UnknownLocalization),
            "wix" => (_variables.GetValueOrDefault(name[1]), DiagnosticCode.UnknownWixVariable),
            "bind" => (_bind.GetValueOrDefault(name[1]), DiagnosticCode.UnknownBinderVariable),
            _ => (null, DiagnosticCode.UnknownBinderVariable),
        };
        value ??= fallback;
        if (value is null)
            _diagnostics.Error(location, code, $"'!({expression})' has no value{Hint(name[0])}.");
        return value is null ? "" : Resolve(value, location, depth + 1);
    }

    private static string Hint(string kind) => kind == "loc"
        ? ": no localization file of the cultures in use has that string" : "";
}
