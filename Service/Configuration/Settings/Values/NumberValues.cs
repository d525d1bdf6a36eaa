using System.Globalization;

namespace OmsGateway.Configuration.Settings.Values;

/// <summary>Whole numbers and truth values.</summary>
internal static class NumberValues
{
    /// <summary>Reads a whole number.</summary>
    /// <param name="minimum">The least.</param>
    /// <param name="maximum">The greatest.</param>
    /// <param name="what">What to write, such as <c>a whole number of seconds</c>.</param>
    public static ValueReader<int> Integer(int minimum, int maximum, string what) => (string text, out int value) =>
    {
        // Decimal digits only: no sign, no separators, nothing that depends on a culture.
        if (text.Length > 0 && text.All(c => c is >= '0' and <= '9'))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum)
                return null;
            value = 0;
            return $"it is out of range; write {what} from {minimum} to {maximum}";
        }

        value = 0;
        return $"it is not a whole number; write {what} from {minimum} to {maximum}";
    };

    public static string? Boolean(string text, out bool value) =>
        bool.TryParse(text, out value) ? null : "it is neither true nor false; write one of these";

    /// <summary>A port as a client or an administrator writes it: 1 to 65535, without sign or leading zeros.</summary>
    public static bool TryReadPort(string text, out int port)
    {
        port = 0;
        return text.Length is > 0 and <= 5
            && text[0] != '0'
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port <= 65535;
    }
}
