using System.Text;

namespace OmsGateway.CustomActions.Installation;

/// <summary>
/// What an immediate action hands to a deferred one as CustomActionData: <c>key=value</c> lines in UTF-8, then base64url, so
/// that no value can be taken for syntax by the installer, by DTF or by a formatted string. It is an encoding and no
/// protection: whatever carries a secret is also hidden from the log (MsiHiddenProperties, HideTarget).
/// </summary>
internal sealed class ActionData
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a key, empty when it is missing; an empty value is not kept.</summary>
    public string this[string key]
    {
        get => _values.TryGetValue(key, out string? value) ? value : "";
        set
        {
            if (key.Length == 0 || key.IndexOfAny(['=', '\n', '\\']) >= 0) throw new ArgumentException("Not a key.", nameof(key));
            if (value.Length == 0) _values.Remove(key);
            else _values[key] = value;
        }
    }

    /// <exception cref="FormatException">The text was not made by <see cref="Encode"/>.</exception>
    public static ActionData Decode(string text)
    {
        var data = new ActionData();
        // FromBase64String needs the padding and the letters of plain Base64 (RFC 4648, sections 4 and 5).
        string padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        string lines = Encoding.UTF8.GetString(Convert.FromBase64String(padded));
        foreach (string line in lines.Split(['\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = line.IndexOf('=');
            if (equals <= 0) throw new FormatException("A line of the action's data has no key.");
            data[line.Substring(0, equals)] = Unescape(line.Substring(equals + 1));
        }

        return data;
    }

    /// <summary>The text for the property that is named after the deferred action.</summary>
    public string Encode()
    {
        string lines = string.Concat(_values.Select(v => $"{v.Key}={Escape(v.Value)}\n"));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(lines)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static string Escape(string value) => value.Replace("\\", "\\\\").Replace("\n", "\\n");

    private static string Unescape(string value)
    {
        var text = new StringBuilder(value.Length);
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length) text.Append(value[i]);
            else text.Append(value[++i] == 'n' ? '\n' : value[i]);
        }

        return text.ToString();
    }
}
