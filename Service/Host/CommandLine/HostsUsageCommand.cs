using System.CommandLine;
using System.Globalization;
using OmsGateway.Configuration.Inventory;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>hosts usage</c>: which entries of the list are used, and which are not.</summary>
internal static class HostsUsageCommand
{
    public static Command Create()
    {
        var days = new Option<int?>("--unused-for") { Description = "Only entries that nobody has used for so many days.", HelpName = "days" };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 3650) result.AddError("--unused-for needs a number of days from 1 to 3650.");
        });
        Option<string?> group = CommandContext.GroupOption();
        return new Command("usage", "Show when the entries of the local list were last used, and how much.").With(days).With(group)
            .Does(context => ClientsCommand.WithInventory(context, inventory => Show(context, inventory, context.Value(days), context.Value(group))));
    }

    private static ExitCode Show(CommandContext context, GatewayInventory inventory, int? days, string? group)
    {
        IReadOnlyList<AllowedHostUsage> all = AllowedHostUsage.Of(inventory, context.Administration.InGroup(group).Hosts.Get(), group);
        if (days is { } unused && AllowedHostUsage.FindDoubt(inventory, unused) is { } doubt) return context.Fail(ExitCode.Failure, doubt);
        AllowedHostUsage[] shown = [.. all.Where(usage => days is not { } count || usage.IsUnused(inventory, count))];
        foreach (AllowedHostUsage usage in shown) context.Output.WriteLine(Describe(usage));
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{shown.Length} of {all.Count} entries as of {ClientsCommand.Text(inventory.Written)}, usage known since "
            + $"{ClientsCommand.Text(inventory.HostsSince)}."));
        return ExitCode.Success;
    }

    private static string Describe(AllowedHostUsage usage) => usage.LastUsed is not { } last
        ? $"{usage.Entry.Pattern}  (not used)"
        : string.Create(CultureInfo.InvariantCulture,
            $"{usage.Entry.Pattern}  (last used {ClientsCommand.Text(last)}, {usage.Tunnels} tunnels to {usage.Hosts.Count} hosts, {usage.BytesSent} bytes "
            + $"sent, {usage.BytesReceived} received)");
}
