using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.History;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Report;

/// <summary>All that a report tells, as it was found at one time.</summary>
internal sealed record ReportData
{
    // Where the settings do not say when a client is silent: agents send every few minutes.
    private const int UsualSilentHours = 24;

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The computer that it was made on.</summary>
    public required string Computer { get; init; }

    /// <summary>The configuration directory.</summary>
    public required string Directory { get; init; }

    /// <summary>Whether a gateway runs, and what it says.</summary>
    public required GatewayReport Gateway { get; init; }

    /// <summary>What the configuration files hold.</summary>
    public required ConfigurationResult Configuration { get; init; }

    /// <summary>What Group Policy sets.</summary>
    public GatewayPolicy Policy { get; init; } = GatewayPolicy.None;

    /// <summary>What its reader would type.</summary>
    public required ReportCommands Commands { get; init; }

    /// <summary>The clients and hosts that were seen, or null.</summary>
    public GatewayInventory? Inventory { get; init; }

    /// <summary>Why there is no inventory, in a sentence.</summary>
    public string InventoryProblem { get; init; } = "";

    /// <summary>The traffic, or null.</summary>
    public TrafficHistory? History { get; init; }

    /// <summary>Why there is no history, in a sentence.</summary>
    public string HistoryProblem { get; init; } = "";

    /// <summary>When the history was written; null without one.</summary>
    public DateTimeOffset? HistoryWritten { get; init; }

    /// <summary>As of when the totals of traffic and clients are, be it that only some are so old; null when there are none.</summary>
    public DateTimeOffset? TotalsAsOf => HistoryWritten is { } written && (Inventory is null || written < Inventory.Written) ? written : Inventory?.Written;

    /// <summary>Whether a gateway that runs would have written newer totals for minutes.</summary>
    public bool AreTotalsOld => Now - TotalsAsOf > TimeSpan.FromTicks(5 * TrafficHistory.WriteInterval.Ticks);

    /// <summary>What the gateway last said, unless none runs any more.</summary>
    public GatewayStatus? Status => Gateway.State == GatewayRunState.NotRunning ? null : Gateway.Status;

    /// <summary>Whether it runs and says so.</summary>
    public bool IsRunning => Gateway.State == GatewayRunState.Running;

    /// <summary>After how many hours a client counts as silent.</summary>
    public int SilentHours => Configuration.Configuration?.Settings.SilentClientHours is > 0 and int hours ? hours : UsualSilentHours;

    /// <summary>The clients that had tunnels and have fallen silent, the latest first.</summary>
    public IReadOnlyList<KnownClient> SilentClients => [.. Clients.Where(client => client.Tunnels > 0 && IsSilent(client))];

    /// <summary>The other clients, the latest first.</summary>
    public IReadOnlyList<KnownClient> SeenClients => [.. Clients.Where(client => !IsSilent(client))];

    /// <summary>The hosts off the list that were asked for and would not be allowed now, the latest first.</summary>
    public IReadOnlyList<DeniedHost> DeniedHosts => [.. (Status?.DeniedHosts ?? []).Select(OfGroupNow).Where(denied => !IsAllowedNow(denied))];

    private IEnumerable<KnownClient> Clients => (Inventory?.Clients ?? []).OrderByDescending(client => client.LastSeen);

    /// <summary>Finds all of it; takes some seconds where a status was just written by a process that is not seen.</summary>
    /// <exception cref="ConfigurationException">This user has no right to what the report would tell.</exception>
    public static ReportData Collect(ConfigurationStore store, DateTimeOffset now)
    {
        var gateway = GatewayReport.Of(store);
        if (gateway.State == GatewayRunState.AccessDenied) throw Denied(gateway.Explanation);
        var administration = new GatewayAdministration(store);
        ConfigurationResult configuration = administration.Validate();
        if (configuration.Problems.FirstOrDefault(problem => problem.IsAccessDenied) is { } denied) throw Denied(denied.ToString());
        (GatewayInventory? inventory, string inventoryProblem) = Find(() => InventoryInquiry.Find(store), "No gateway has kept an inventory here yet.");
        (TrafficHistory? history, string historyProblem) = Find(() => TrafficHistory.Read(store.HistoryPath), "No gateway has kept a history here yet.");
        if (inventory is null && configuration.Configuration?.Settings.InventoryDays == 0) inventoryProblem = InventoryInquiry.Off;
        return new ReportData
        {
            Now = now, Computer = Environment.MachineName, Directory = store.Directory, Gateway = gateway, Configuration = configuration,
            Policy = store.ReadPolicy(),
            Inventory = inventory, InventoryProblem = inventoryProblem, History = history, HistoryProblem = historyProblem,
            HistoryWritten = history is null ? null : new DateTimeOffset(File.GetLastWriteTimeUtc(store.HistoryPath)),
            Commands = new ReportCommands(UnixPermissions.IsWindows, store.IsSystems ? null : store.Directory),
        };
    }

    // The message itself has already said what to do.
    private static ConfigurationException Denied(string message) => new(message, new UnauthorizedAccessException());

    private static (T? Found, string Problem) Find<T>(Func<T?> read, string none)
        where T : class
    {
        try
        {
            return (read(), none);
        }
        catch (IOException e)
        {
            return (null, e.Message);
        }
        catch (InvalidDataException e)
        {
            return (null, $"The file cannot be used: {e.Message}.");
        }
    }

    /// <summary>The configuration in force for the clients of a group, or null where the files are wrong.</summary>
    public GatewayConfiguration? ConfigurationOf(string? group) => group is null
        ? Configuration.Configuration
        : Configuration.Configuration?.Groups.All.FirstOrDefault(g => g.Name.Equals(group, StringComparison.OrdinalIgnoreCase))?.Configuration;

    // The clients of a removed group now use the common list.
    private DeniedHost OfGroupNow(DeniedHost denied) =>
        Configuration.Configuration is not null && ConfigurationOf(denied.Group) is null ? denied with { Group = null } : denied;

    private bool IsAllowedNow(DeniedHost denied) =>
        HostName.TryParse(denied.Host, out HostName? host, out _) && ConfigurationOf(denied.Group)?.Hosts.Find(host!) is not null;

    // When the gateway does not run, nobody can be seen.
    private bool IsSilent(KnownClient client) => client.LastSeen < Inventory!.Written.AddHours(-SilentHours);
}
