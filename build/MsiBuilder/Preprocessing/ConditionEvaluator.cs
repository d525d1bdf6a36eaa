using System.Globalization;
using System.Text.RegularExpressions;

namespace OmsGateway.MsiBuilder.Preprocessing;

/// <summary>
/// The conditions of <c>&lt;?if?&gt;</c>: comparisons joined by and, or, not and parentheses. A value that stands alone is
/// true when it is not empty; <c>&lt;</c>, <c>&gt;</c> and the like compare numbers.
/// </summary>
internal sealed partial class ConditionEvaluator
{
    // Each parenthesis and each "not" is a call deeper.
    private const int MaxTokens = 1000;

    private readonly List<Match> _tokens;
    private readonly Func<string, string> _expand;
    private int _next;

    private ConditionEvaluator(string condition, Func<string, string> expand)
    {
        _tokens = Tokens().Matches(condition).ToList();
        _expand = expand;
        // What no token covers, apart from the spaces between them, would be passed over.
        if (_tokens.Sum(t => t.Length) != condition.Count(c => !char.IsWhiteSpace(c)) + _tokens.Sum(
            t => t.Value.Count(char.IsWhiteSpace)))
            throw new FormatException("it has characters that mean nothing here");
        if (_tokens.Count > MaxTokens)
            throw new FormatException("it is too long");
    }

    /// <exception cref="FormatException">The condition is malformed.</exception>
    public static bool Evaluate(string condition, Func<string, string> expand)
    {
        var evaluator = new ConditionEvaluator(condition, expand);
        var result = evaluator.Or();
        return evaluator._next == evaluator._tokens.Count
            ? result : throw new FormatException($"'{evaluator.Peek()}' is not expected");
    }

    [GeneratedRegex("""\$\([^)]*\)|"[^"]*"|'[^']*'|\(|\)|~=|!=|<=|>=|=|<|>|[^\s()=<>!~"']+""")]
    private static partial Regex Tokens();

    private string? Peek() => _next < _tokens.Count ? _tokens[_next].Value : null;

    private bool Take(string token)
    {
        if (!string.Equals(Peek(), token, StringComparison.OrdinalIgnoreCase))
            return false;
        _next++;
        return true;
    }

    private bool Or()
    {
        var result = And();
        while (Take("or"))
            // Not ||: the right side has to be read, whatever the left one says.
            result |= And();
        return result;
    }

    private bool And()
    {
        var result = Not();
        while (Take("and"))
            result &= Not();
        return result;
    }

    private bool Not()
    {
        if (Take("not"))
            return !Not();
        if (!Take("("))
            return Comparison();
        var result = Or();
        return Take(")") ? result : throw new FormatException("a parenthesis is not closed");
    }

    private bool Comparison()
    {
        var left = Operand();
        var operation = Peek();
        if (operation is not ("=" or "!=" or "~=" or "<" or ">" or "<=" or ">="))
            return left.Length > 0;
        _next++;
        var right = Operand();
        return operation switch
        {
            "=" => left == right,
            "!=" => left != right,
            "~=" => string.Equals(left, right, StringComparison.OrdinalIgnoreCase),
            "<" => Number(left) < Number(right),
            ">" => Number(left) > Number(right),
            "<=" => Number(left) <= Number(right),
            _ => Number(left) >= Number(right),
        };
    }

    private string Operand()
    {
        var token = Peek() ?? throw new FormatException("it ends too early");
        if (token is "(" or ")" or "=" or "!=" or "~=" or "<" or ">" or "<=" or ">=")
            throw new FormatException($"'{token}' is not a value");
        _next++;
        // Expanded only after the condition was taken apart, so that no value can be read as an operator.
        return _expand(token[0] is '"' or '\'' ? token[1..^1] : token);
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"'{text}' is not a number");
}
