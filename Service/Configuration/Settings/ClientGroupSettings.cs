using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Settings;

/// <summary>A group of clients as the settings file defines it; what its clients may reach is in lists of its own.</summary>
/// <param name="Name">Its name, which is part of the names of its lists.</param>
/// <param name="Clients">The networks of its clients, at least one.</param>
/// <param name="HostPolicy">What becomes of hosts off its list; null for what the setting HostPolicy says.</param>
public sealed record ClientGroupSettings(string Name, NetworkSet Clients, HostPolicyMode? HostPolicy)
{
    /// <summary>Most groups there can be: the lists of each are looked at once a second.</summary>
    public const int MaximumCount = 500;

    private const int MaximumNameLength = 32;

    /// <summary>What a name may be, for a person.</summary>
    internal const string NameForm = "a letter or digit, and up to 31 more letters, digits, hyphens and underscores";

    /// <summary>Whether a text can be the name of a group, and so of its files on every system.</summary>
    // No hyphen first, which a command line would take for an option, and no dot, which separates the name from the rest of a list's file name.
    internal static bool IsName(string text) =>
        text.Length is > 0 and <= MaximumNameLength && text[0] is not ('-' or '_')
        && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_');

    /// <summary>Whether two texts name the same group; file names of Windows are the same in any case.</summary>
    internal static bool IsSameName(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
