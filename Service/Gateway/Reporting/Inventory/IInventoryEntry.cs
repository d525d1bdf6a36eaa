namespace OmsGateway.Gateway.Reporting.Inventory;

/// <summary>What an <see cref="InventoryTable{TKey,TEntry}"/> needs to know of an entry to find the one that is missed least.</summary>
internal interface IInventoryEntry
{
    /// <summary>When it was last seen, in ticks, UTC.</summary>
    long LastSeen { get; }

    /// <summary>Whether it has tunnels open.</summary>
    bool IsInUse { get; }
}
