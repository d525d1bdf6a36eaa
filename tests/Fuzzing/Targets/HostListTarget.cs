using System.Text;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Fuzzing.Engine;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>The list of allowed hosts, read and edited.</summary>
internal sealed class HostListTarget : FuzzTarget
{
    public override string Name => "host-list";

    // Checking compares every entry with every other.
    public override long MaximumAllocation => 64 << 20;

    public override int ShortRun => 10_000;

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Text.Utf8(
            "# allowed hosts\r\nazgn*.servicebus.windows.net\r\na.ods.opinsights.azure.com\r\n*.agentsvc.azure-automation.net # jobs\r\n\r\n10.0.0.1\r\n"
            + "2001:db8::1\r\n",
            "\ufeffa.example.com\nhttps://b.example.com:443/path\nnot a host\n*.com\n"),
        [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a.example.com\r\n*.example.com")],
        [.. Text.Latin1("# caf\u00e9\na.example.com\n")[0]],
    ];

    public override IReadOnlyList<byte[]> Words { get; } = [.. Text.Utf8(
        "\n", "\r\n", "\r", "#", " #", "*.", "*", "azgn*.", ".servicebus.windows.net", "://", "@", "[", "]", ":443", "/", "?", "xn--", "127.1", "0x7f",
        "fe80::1%1", "\u202e", "\u3002", "m\u00fcnchen.example", "co.uk", "new.example.com"), [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0x00, 0xD8]];

    public override void Try(byte[] input)
    {
        ListFile<HostPattern> list = ListFiles.Hosts("allowedlist_server.txt", input);
        ListInvariants.Check(list, input);
        var allowed = new HostAllowList(list.Entries.Select(e => new AllowedHost(e.Entry, "list")));
        foreach (ListEntry<HostPattern> entry in list.Entries)
        {
            Invariant.Same(entry.Entry, HostPattern.Parse(entry.Entry.ToString()), "An entry and its text");
            string own = entry.Entry.ToString().Replace("*", "a", StringComparison.Ordinal);
            // A wildcard may stand before a name so long that no host fits below it.
            if (HostName.TryParse(own, out HostName? host, out _))
            {
                Invariant.Holds(entry.Entry.Matches(host!), "An entry does not match its own host");
                Invariant.Same(allowed.Find(host!) is null, false, "An entry's host and the list");
            }

            if (entry.Entry.Prefix is { } prefix) CheckNarrow(entry.Entry, prefix, allowed);
        }

        ListInvariants.CheckEdit(input, HostPattern.Parse("new.example.com"), content => ListFiles.Hosts("allowedlist_server.txt", content));
    }

    // The look-alikes: nothing after the prefix, a label more, another start, another end.
    private static void CheckNarrow(HostPattern pattern, string prefix, HostAllowList allowed)
    {
        foreach (string text in (string[])[$"{prefix}.{pattern.Name}", $"{prefix}a.a.{pattern.Name}", $"a.{prefix}a.{pattern.Name}",
            $"0{prefix}a.{pattern.Name}", $"{prefix}a{pattern.Name}", $"{prefix}a.{pattern.Name}.example"])
        {
            if (!HostName.TryParse(text, out HostName? host, out _)) continue;
            Invariant.Holds(!pattern.Matches(host!) || IsRepeated(text, prefix), "A narrow entry matches a look-alike");
            AllowedHost? found = allowed.Find(host!);
            Invariant.Holds(found is null || found.Pattern.Matches(host!), "The list allows by an entry that does not match");
        }
    }

    // 000*. matches 0000a. as well.
    private static bool IsRepeated(string text, string prefix) => text.StartsWith($"0{prefix}a.", StringComparison.Ordinal) && prefix.All(c => c == '0');
}
