using System.Management.Automation;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Inventory;
using OmsGateway.PowerShell.Groups;

namespace OmsGateway.PowerShell.Inventory;

/// <summary>Get-OMSGatewayHostUsage: which entries of the list of allowed hosts are used, and which are not?</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayHostUsage")]
[OutputType(typeof(GatewayHostUsage))]
public sealed class GetHostUsageCommand : InventoryCmdlet
{
    /// <summary>Only entries that nobody has used for so many days.</summary>
    [Parameter]
    [ValidateRange(1, 3650)]
    public int UnusedFor { get; set; }

    /// <summary>The group of clients whose list it is; without it, or empty, the list of the clients in no group.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Group { get; set; }

    internal override string? ListGroup => Group;

    internal override void Show(GatewayInventory inventory)
    {
        if (UnusedFor > 0 && AllowedHostUsage.FindDoubt(inventory, UnusedFor) is { } doubt) throw new ConfigurationException(doubt);
        foreach (AllowedHostUsage usage in AllowedHostUsage.Of(inventory, Administration.Hosts.Get(), Group))
        {
            if (UnusedFor == 0 || usage.IsUnused(inventory, UnusedFor)) Engine.Write(new GatewayHostUsage(usage, inventory.HostsSince));
        }
    }
}
