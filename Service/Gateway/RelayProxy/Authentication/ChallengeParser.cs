using System.Buffers;
using OmsGateway.Gateway.RelayProxy.Reply;

namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>
/// Takes a Proxy-Authenticate value apart (RFC 9110 §11.6.1). A comma separates challenges as well as their parameters, and
/// only what follows a word tells which: <c>=</c> makes it a parameter. What fits neither is skipped up to the next comma.
/// </summary>
internal static class ChallengeParser
{
    public static IEnumerable<Challenge> Parse(string value)
    {
        int position = 0;
        while (true)
        {
            position = SkipAny(value, position, ", \t");
            if (position == value.Length) yield break;
            int end = SkipAll(value, position, HttpToken.Characters);
            if (end > position && !NextIs(value, end, '=')) yield return new Challenge(value[position..end], ReadToken68(value, end));
            position = SkipItem(value, end);
        }
    }

    // scheme SP token68, where the token68 reaches to the end of the list's member; else what follows are parameters.
    private static string? ReadToken68(string value, int position)
    {
        int start = SkipAny(value, position, " \t");
        if (start == position) return null;
        int end = SkipAny(value, SkipAll(value, start, HttpToken.Token68Characters), "=");
        int next = SkipAny(value, end, " \t");
        return end > start && (next == value.Length || value[next] == ',') ? value[start..end] : null;
    }

    // Up to the comma that ends a challenge's first parameter or a further one; a comma within a quoted string does not (RFC 9110 §5.6.4).
    private static int SkipItem(string value, int position)
    {
        bool quoted = false;
        for (; position < value.Length; position++)
        {
            char c = value[position];
            if (c == '"') quoted = !quoted;
            else if (quoted && c == '\\') position++;
            else if (!quoted && c == ',') return position;
        }

        return value.Length;
    }

    private static bool NextIs(string value, int position, char expected)
    {
        position = SkipAny(value, position, " \t");
        return position < value.Length && value[position] == expected;
    }

    private static int SkipAny(string value, int position, string characters)
    {
        while (position < value.Length && characters.Contains(value[position], StringComparison.Ordinal)) position++;
        return position;
    }

    private static int SkipAll(string value, int position, SearchValues<char> characters)
    {
        int length = value.AsSpan(position).IndexOfAnyExcept(characters);
        return length < 0 ? value.Length : position + length;
    }
}
