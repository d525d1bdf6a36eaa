using System.Globalization;

namespace OmsGateway.CustomActions.Folders;

/// <summary>Reads who may take a folder's place from its access control list in SDDL (the Windows documentation's page "ACE Strings").</summary>
internal static class AccessList
{
    // Of winnt.h; All is FILE_ALL_ACCESS.
    private const uint Delete = 0x10000;
    private const uint DeleteChild = 0x40;
    private const uint WriteDac = 0x40000;
    private const uint WriteOwner = 0x80000;
    private const uint All = 0x1F01FF;

    private static readonly Dictionary<string, uint> Rights = new()
    {
        // DT is a right of Active Directory's (ADS_RIGHT_DS_DELETE_TREE), but on a folder its bit is that of FILE_DELETE_CHILD, and SDDL writes
        // either by these two letters.
        ["GA"] = All, ["FA"] = All, ["SD"] = Delete, ["DT"] = DeleteChild, ["WD"] = WriteDac, ["WO"] = WriteOwner,
    };

    /// <summary>The accounts that may rename or delete the folder or give themselves the right to.</summary>
    public static IEnumerable<string> WhoMayReplaceIt(string descriptor) => Holders(descriptor, Delete | DeleteChild | WriteDac | WriteOwner);

    /// <summary>The accounts that may rename or delete what is in the folder, or give themselves the right to.</summary>
    public static IEnumerable<string> WhoMayReplaceWhatIsInIt(string descriptor) => Holders(descriptor, DeleteChild | WriteDac | WriteOwner);

    private static IEnumerable<string> Holders(string descriptor, uint rights)
    {
        int list = descriptor.IndexOf("D:", StringComparison.Ordinal);
        // Without a list everybody may do everything; NO_ACCESS_CONTROL says the same.
        if (list < 0 || descriptor.IndexOf("NO_ACCESS_CONTROL", StringComparison.Ordinal) >= 0) return ["WD"];
        return descriptor.Substring(list).Split('(').Skip(1).Select(entry => entry.Split(')')[0].Split(';'))
            // Entries that allow, XA on a condition and OA for a kind of object, and of the folder itself: IO is only inherited ("ACE Strings").
            // Entries that deny are left out: that can only find too many accounts.
            .Where(e => e.Length >= 6 && e[0] is "A" or "XA" or "OA" && !Pairs(e[1]).Contains("IO") && (Mask(e[2]) & rights) != 0)
            .Select(e => e[5]).Distinct();
    }

    private static uint Mask(string text)
    {
        if (!text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return Pairs(text).Aggregate(0u, (mask, pair) => mask | Right(pair));
        // What cannot be read may be everything. GENERIC_ALL is the highest bit but three.
        if (!uint.TryParse(text.Substring(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint number)) return All;
        return (number & 0x10000000) != 0 ? All : number;
    }

    private static uint Right(string pair) => Rights.TryGetValue(pair, out uint right) ? right : 0;

    private static IEnumerable<string> Pairs(string text) => Enumerable.Range(0, text.Length / 2).Select(i => text.Substring(i * 2, 2));
}
