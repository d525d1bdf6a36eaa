namespace OmsGateway.Configuration.Settings.Values;

/// <summary>Splits a value that holds several items.</summary>
internal static class ListText
{
    private static readonly char[] Separators = [' ', ',', '\t', '\r', '\n'];

    public static string[] Split(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
