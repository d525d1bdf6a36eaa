using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Inventory;

/// <summary>The clients and hosts that a gateway has seen, as it keeps them over restarts.</summary>
public sealed record GatewayInventory
{
    // Ten times what the gateway ever writes; anything larger is another file and not worth the memory.
    private const long MaximumBytes = 100 << 20;

    /// <summary>How often the gateway writes it.</summary>
    public static TimeSpan WriteInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>When this was written, UTC.</summary>
    public DateTimeOffset Written { get; init; }

    /// <summary>Since when no client was left out or forgotten that was seen, UTC.</summary>
    public DateTimeOffset ClientsSince { get; init; }

    /// <summary>Since when no host was left out or forgotten that was used, UTC.</summary>
    public DateTimeOffset HostsSince { get; init; }

    /// <summary>The hosts that TLS sessions were verified for, each once for a group of clients.</summary>
    public IEnumerable<UsedHost> Hosts { get; init; } = [];

    /// <summary>The clients, each once.</summary>
    public IEnumerable<KnownClient> Clients { get; init; } = [];

    /// <summary>Replaces the file, and makes its folder where there is none. Clients and hosts are gone through once, while it is written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Write(string path)
    {
        StateFolder.Ensure(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream => InventoryWriter.Write(this, stream));
    }

    /// <summary>Reads a file; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged; the message says where, as the rest of a sentence.</exception>
    /// <exception cref="IOException">The file cannot be read now, or is no file.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static GatewayInventory? Read(string path)
    {
        try
        {
            // A replacement that broke off on Windows has left the old content under another name.
            using FileStream stream = RegularFile.OpenRead(AtomicFile.FindBackup(path) ?? path);
            if (stream.Length > MaximumBytes) throw new InvalidDataException($"it is larger than {MaximumBytes} bytes");
            return InventoryReader.Read(stream);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
