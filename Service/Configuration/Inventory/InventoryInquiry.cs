using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Inventory;

/// <summary>Finds the inventory for a person, and says why there is none.</summary>
public static class InventoryInquiry
{
    /// <summary>Why a gateway that runs has no inventory to show, though its settings ask for one.</summary>
    public const string NotYet = "The gateway has not written its inventory yet, which it does every minute. Its log says why if it cannot.";

    /// <summary>Why there is none where <see cref="IsOff"/> holds.</summary>
    public const string Off = "The gateway keeps no inventory, since the setting InventoryDays is 0.";

    /// <summary>The inventory as it was last written; null where there is none.</summary>
    /// <exception cref="IOException">It cannot be read, or is damaged.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static GatewayInventory? Find(ConfigurationStore store)
    {
        try
        {
            return GatewayInventory.Read(store.InventoryPath);
        }
        catch (InvalidDataException e)
        {
            throw new IOException($"The inventory {store.InventoryPath} is damaged: {e.Message}. A running gateway replaces it within a minute.", e);
        }
    }

    /// <summary>Whether the settings ask for none.</summary>
    public static bool IsOff(GatewayAdministration administration) => administration.Settings.Get(nameof(GatewaySettings.InventoryDays)).Value == "0";
}
