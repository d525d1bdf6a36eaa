namespace OmsGateway.Configuration.Settings.Values;

/// <summary>A list of schemes by which to sign in to the relay proxy.</summary>
internal static class RelayProxySchemeValues
{
    private static readonly ChoiceValues<RelayProxySchemes> Schemes = new(
        ("Negotiate", RelayProxySchemes.Negotiate), ("NTLM", RelayProxySchemes.Ntlm), ("Basic", RelayProxySchemes.Basic));

    private static readonly RelayProxySchemes[] Each = [RelayProxySchemes.Negotiate, RelayProxySchemes.Ntlm, RelayProxySchemes.Basic];

    public static IReadOnlyList<string> List => Schemes.Words;

    public static string Words => string.Join(", ", List);

    public static string? Read(string text, out RelayProxySchemes value)
    {
        value = RelayProxySchemes.Automatic;
        foreach (string item in ListText.Split(text))
        {
            if (Schemes.Read(item, out RelayProxySchemes scheme) is { } error) return $"'{Printable.Shorten(item, 40)}': {error}";
            value |= scheme;
        }

        return null;
    }

    public static string Write(RelayProxySchemes value) => string.Join(" ", Each.Where(s => value.HasFlag(s)).Select(Schemes.Write));
}
