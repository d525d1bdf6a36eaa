namespace OmsGateway.MsiBuilder.Cli;

/// <summary>Arguments of the form name=value.</summary>
internal static class Pairs
{
    public static IEnumerable<(string Name, string Value)> Parse(IEnumerable<string> arguments, bool nameOptional = false) =>
        arguments.Select(a => a.IndexOf('=') is >= 0 and var at ? (a[..at], a[(at + 1)..]) : nameOptional ? ("", a) : (a, ""));
}
