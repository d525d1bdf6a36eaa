using System.Text;
using System.Text.RegularExpressions;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Localization;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>
/// Resolves <c>!(loc.X)</c>, <c>!(wix.X)</c> and <c>!(bind.X)</c>, each with an optional default after an equals sign; <c>!!(</c>
/// before one of these is a literal <c>!(</c>. Bind paths are left alone: only the place of a file can tell which of several is meant.
/// </summary>
internal sealed partial class VariableResolver
{
    // A string may use others; one that uses itself, or some that multiply one another, would never end.
    private const int MaxDepth = 32;
    private const int MaxExpansions = 10_000;

    private readonly Localizer _localizer;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    // The toolset keeps these without regard to case, other than WiX variables (ProcessPropertiesCommand.cs).
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

    /// <summary>
    /// Resolves what can be; as in the toolset the first <c>!(</c> that is none of the three, a bind path above all, ends it: what
    /// follows stays as it is (wixtoolset/wix, Common.cs, TryParseWixVariable).
    /// </summary>
    public string Resolve(string text, SourceLocation location, int depth = 0)
    {
        if (depth == 0)
            _expansions = 0;
        var result = new StringBuilder();
        var done = 0;
        while (Next(text, done) is { } variable)
        {
            if (variable.Index > done && text[variable.Index - 1] == '!')
            {
                result.Append(text, done, variable.Index - 1 - done).Append(variable.Value);
            }
            else
            {
                result.Append(text, done, variable.Index - done).Append(Value(variable.Value[2..^1], location, depth));
            }

            done = variable.Index + variable.Length;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    private static Match? Next(string text, int start)
    {
        var open = text.IndexOf("!(", start, StringComparison.Ordinal);
        return open >= 0 && Variable().Match(text, open) is { Success: true } match ? match : null;
    }

    [GeneratedRegex(@"\G!\((?:loc|wix|bind)\.[A-Za-z_][A-Za-z0-9_.]*(?:=[^)]*)?\)")]
    private static partial Regex Variable();

    private string Value(string expression, SourceLocation location, int depth)
    {
        var parts = expression.Split('=', 2);
        var fallback = parts.Length > 1 ? parts[1] : null;
        var name = parts[0].Split('.', 2);
        if (depth > MaxDepth || ++_expansions > MaxExpansions)
        {
            _diagnostics.Error(location, DiagnosticCode.TooComplex, $"'!({expression})' leads to itself, or to too many others.");
            return "";
        }

        var (value, code) = name[0] switch
        {
            "loc" => (_localizer.Find(name[1]), DiagnosticCode.UnknownLocalization),
            "wix" => (_variables.GetValueOrDefault(name[1]), DiagnosticCode.UnknownWixVariable),
            _ => (_bind.GetValueOrDefault(name[1]), DiagnosticCode.UnknownBinderVariable),
        };
        if (name[0] == "loc" && fallback is not null)
            _diagnostics.Error(
                location, DiagnosticCode.LocalizationDefault, $"'!({expression})' cannot have a default: a string stands in a localization file.");
        value ??= fallback;
        if (value is null)
            _diagnostics.Error(location, code, $"'!({expression})' has no value{Hint(name[0])}.");
        // The toolset leaves a row out whose value comes to nothing.
        else if (value.Length == 0 && name[0] == "bind" && name[1].StartsWith("file", StringComparison.OrdinalIgnoreCase))
            _diagnostics.Error(location, code, $"'!({expression})' is empty: the file has none.");
        return value is null ? "" : Resolve(value, location, depth + 1);
    }

    private static string Hint(string kind) => kind == "loc"
        ? ": no localization file of the cultures in use has that string" : "";
}
