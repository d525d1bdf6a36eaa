using System.Management.Automation;
using OmsGateway.Configuration.Inventory;
using OmsGateway.PowerShell.Engine;
using OmsGateway.PowerShell.Groups;

namespace OmsGateway.PowerShell.Inventory;

/// <summary>Get-OMSGatewayClient: who uses the gateway, and who has fallen silent?</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayClient")]
[OutputType(typeof(GatewayClient))]
public sealed class GetClientCommand : InventoryCmdlet
{
    /// <summary>Addresses of clients; * stands for any text.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = [];

    /// <summary>Only clients that were not seen since then.</summary>
    [Parameter]
    public DateTime NotSeenSince { get; set; }

    /// <summary>Only clients of this group.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Group { get; set; }

    /// <summary>Asks DNS for the clients' names.</summary>
    [Parameter]
    public SwitchParameter ResolveName { get; set; }

    /// <summary>Finds the names of clients.</summary>
    internal ClientNames Names { get; set; } = ClientNames.OfSystem;

    internal override void Show(GatewayInventory inventory)
    {
        KnownClient[] all =
        [
            .. inventory.Clients.Where(client => NotSeenSince == default || client.LastSeen < NotSeenSince)
                .Where(client => Group is null || Group.Trim().Equals(client.Group ?? "", StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(client => client.LastSeen),
        ];
        if (Address.Length == 0) Write(all);
        foreach (string address in Address) Try(address, () => Write(all, address.Trim()));
    }

    private void Write(KnownClient[] all, string address)
    {
        KnownClient[] found = Wildcards.Select(all, client => client.Address, address);
        Write(found);
        if (found.Length == 0 && !Wildcards.AreIn(address)) ReportMissing($"The gateway knows no such client {address}.", address);
    }

    private void Write(KnownClient[] clients)
    {
        IReadOnlyDictionary<string, string> names = Engine.IsOn(nameof(ResolveName), ResolveName) ? Names.Find(clients) : new Dictionary<string, string>();
        foreach (KnownClient client in clients) Engine.Write(new GatewayClient(client, names.TryGetValue(client.Address, out string? name) ? name : null));
    }
}
