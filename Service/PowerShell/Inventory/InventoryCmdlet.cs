using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Status;

namespace OmsGateway.PowerShell.Inventory;

/// <summary>What the cmdlets share that show what the gateway has seen.</summary>
public abstract class InventoryCmdlet : GatewayCmdlet
{
    /// <summary>Shows what is wanted of the inventory.</summary>
    internal abstract void Show(GatewayInventory inventory);

    internal sealed override void Process()
    {
        if (InventoryInquiry.Find(Store) is { } inventory) Show(inventory);
        else if (InventoryInquiry.IsOff(Administration)) ReportMissing(InventoryInquiry.Off, Store.InventoryPath);
        else ReportNone();
    }

    private void ReportNone()
    {
        GatewayReport report = AskGateway();
        if (report.State == GatewayRunState.Running) ReportMissing(InventoryInquiry.NotYet, Store.InventoryPath);
        else if (report.State == GatewayRunState.NotRunning) ReportMissing($"There is no inventory. {report.Explanation}", Store.InventoryPath);
    }
}
