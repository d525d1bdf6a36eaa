using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;

namespace OmsGateway.CustomActions.Folders;

/// <summary>Whose files setup takes over, and what it says of those of others.</summary>
internal sealed class Trusted(IFolderSecurity security)
{
    // SYSTEM, administrators and TrustedInstaller, which Windows' own folders belong to.
    private static readonly string[] Everywhere =
        ["S-1-5-18", "S-1-5-32-544", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"];

    private static readonly string Service = ServiceSid.Of(ServiceName.Value);

    // As SDDL abbreviates them.
    private static readonly string[] Abbreviated = ["SY", "BA"];

    /// <summary>Whether an account, by its identifier or its abbreviation in a list, is one of the administrators'.</summary>
    public bool Includes(string account) =>
        Everywhere.Contains(account) || Abbreviated.Contains(account) || account == security.Account;

    /// <summary>An account as a message names it: its name, where Windows knows one, and its identifier or abbreviation.</summary>
    public string Describe(string account) => security.NameOf(account) is { } name ? $"{name} ({account})" : account;

    /// <summary>Refuses what links elsewhere, and what belongs to somebody else.</summary>
    /// <exception cref="UntrustedFolderException">It does.</exception>
    public void Check(string path, IOpenEntry entry, bool mayBeTheService)
    {
        if (entry.IsLink) throw Refusal($"{path} is a link to another place.", path);
        if (Includes(entry.Owner) || (mayBeTheService && entry.Owner == Service)) return;
        throw Refusal($"{path} belongs to {Describe(entry.Owner)}, who is not the administrators' group: any user could have put it there.", path);
    }

    private static UntrustedFolderException Refusal(string reason, string path) => new(
        $"{reason} Look at it, then delete it or give it to the administrators (takeown /a /f \"{path}\"), and run setup again.");
}
