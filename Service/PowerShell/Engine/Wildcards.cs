using System.Management.Automation;
using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.Engine;

/// <summary>Names in which * stands for any text, ? for one character and [ab] for one of these.</summary>
internal static class Wildcards
{
    public static bool AreIn(string name) => WildcardPattern.ContainsWildcardCharacters(name);

    /// <summary>Those whose names match, in any letter case.</summary>
    /// <exception cref="ConfigurationException">It is no pattern, such as one whose [ nothing closes.</exception>
    public static T[] Select<T>(IEnumerable<T> all, Func<T, string> nameOf, string pattern)
    {
        try
        {
            var wildcards = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            return [.. all.Where(item => wildcards.IsMatch(nameOf(item)))];
        }
        catch (WildcardPatternException e)
        {
            throw new ConfigurationException($"'{pattern}' cannot be looked for: {e.Message}", e);
        }
    }
}
