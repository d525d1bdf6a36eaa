using System.CommandLine;
using System.Globalization;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>clients</c>: who uses the gateway, and who has fallen silent.</summary>
internal static class ClientsCommand
{
    public static Command Create()
    {
        var silent = new Option<DateTimeOffset?>("--not-seen-since")
        {
            Description = "Only clients that were not seen since then: 7d for seven days ago, 12h for twelve hours, or a date such as 2026-11-01 or "
                + "\"2026-11-01 14:30\".",
            HelpName = "when",
            CustomParser = result =>
            {
                if (TryReadTime(result.Tokens[0].Value, TimeProvider.System.GetLocalNow(), out DateTimeOffset time)) return time;
                result.AddError($"'{result.Tokens[0].Value}' is not a time; use 7d for seven days ago, 12h for twelve hours, or a date such as 2026-11-01.");
                return null;
            },
        };
        var group = new Option<string?>("--group") { Description = "Only clients of this group.", HelpName = "name" };
        var names = new Option<bool>("--names") { Description = "Also the clients' names, which DNS is asked for; takes half a minute at most." };
        return new Command("clients", "Show the clients that the gateway has seen, with what they use it for, the latest first.").With(silent).With(group)
            .With(names)
            .Does(context => Show(context, context.Value(silent), context.Value(group), context.Value(names)));
    }

    /// <summary>Does something with the gateway's inventory, or says why there is none.</summary>
    public static ExitCode WithInventory(CommandContext context, Func<GatewayInventory, ExitCode> show)
    {
        if (InventoryInquiry.Find(context.Store) is { } inventory) return show(inventory);
        if (InventoryInquiry.IsOff(context.Administration)) return context.Fail(ExitCode.NotFound, InventoryInquiry.Off);
        GatewayReport report = GatewayReport.Of(context.Store);
        return report.State == GatewayRunState.Running
            ? context.Fail(ExitCode.NotAnswering, InventoryInquiry.NotYet)
            : StatusCommand.Fail(context, report);
    }

    /// <summary>Reads a time as a person gives it: so many days or hours before now, or a date with or without a time of day, here.</summary>
    internal static bool TryReadTime(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        time = now;
        if (text.Length > 1 && text[^1] is 'd' or 'h'
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            // Ten years in hours: more is a slip, and would soon leave the range of DateTimeOffset.
            if (count > 24 * 3650) return false;
            time -= text[^1] == 'd' ? TimeSpan.FromDays(count) : TimeSpan.FromHours(count);
            return true;
        }

        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out time);
    }

    private static ExitCode Show(CommandContext context, DateTimeOffset? silentSince, string? group, bool hasNames) => WithInventory(context, inventory =>
    {
        KnownClient[] all = [.. inventory.Clients];
        KnownClient[] shown =
        [
            .. all.Where(c => silentSince is not { } since || c.LastSeen < since)
                .Where(c => group is null || group.Equals(c.Group ?? "", StringComparison.OrdinalIgnoreCase)).OrderByDescending(c => c.LastSeen),
        ];
        IReadOnlyDictionary<string, string> names = hasNames ? ClientNames.OfSystem.Find(shown) : new Dictionary<string, string>();
        foreach (KnownClient client in shown) context.Output.WriteLine(Describe(client, names.GetValueOrDefault(client.Address)));
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{shown.Length} of {all.Length} clients as of {Text(inventory.Written)}, known since {Text(inventory.ClientsSince)}."));
        return ExitCode.Success;
    });

    private static string Describe(KnownClient client, string? name)
    {
        string[] parts =
        [
            .. name is null ? [] : (string[])[name],
            .. client.Group is null ? [] : (string[])[$"group {client.Group}"],
            $"last seen {Text(client.LastSeen)}", $"first seen {Text(client.FirstSeen)}",
            string.Create(CultureInfo.InvariantCulture, $"{client.Tunnels} tunnels, {client.BytesSent} bytes sent, {client.BytesReceived} received"),
            .. client.TlsVersions == TlsVersionSet.None ? [] : (string[])[$"TLS {string.Join(" ", client.TlsVersions.Names())}"],
            .. client.Hosts.Count == 0 ? [] : (string[])[$"hosts {string.Join(" ", client.Hosts)}"],
            .. client.LastRefusal is { } refusal ? (string[])[$"last refused {Text(refusal.Time)}: {refusal.Reason} {refusal.Host}".TrimEnd()] : [],
        ];
        return $"{client.Address}  ({string.Join(", ", parts)})";
    }

    /// <summary>A time as the verbs show it, here.</summary>
    public static string Text(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
