using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Gateway;

namespace OmsGateway.Host.Running;

/// <summary>
/// Keeps the gateway's inventory in a file, over restarts and for commands that ask for it. What is wrong with the file is reported once and
/// disturbs nothing.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="server">The gateway.</param>
/// <param name="logger">Is told what is wrong.</param>
/// <param name="time">The clock.</param>
internal sealed class InventoryFile(string path, GatewayServer server, ILogger logger, TimeProvider time)
{
    private const string AsideEnding = ".damaged";

    private readonly Lock _lock = new();
    private bool _failed;
    private bool _mayReplace;

    /// <summary>
    /// Has the gateway go on with what was kept. A file that is damaged is put aside, or the next write would replace it; one that cannot be read
    /// now stays where it is, and is read before it is written.
    /// </summary>
    public void Restore()
    {
        lock (_lock) TryRestore();
    }

    /// <summary>Writes it every minute until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(GatewayInventory.WriteInterval, time);
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false)) Write();
    }

    /// <summary>Writes it now, or deletes the file when the settings ask for no inventory.</summary>
    public void Write()
    {
        // Two at once would delete each other's temporary files.
        lock (_lock)
        {
            try
            {
                if (server.State.ReadInventory() is null) File.Delete(path);
                else if (TryRestore()) server.State.ReadInventory()?.Write(path);
                else return;
                _failed = false;
            }
            catch (DirectoryNotFoundException) when (server.State.ReadInventory() is null)
            {
                // Nothing to be deleted.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!_failed) HostLog.InventoryNotWritten(logger, path, e.Message);
                _failed = true;
            }
        }
    }

    /// <summary>Writes it for the last time, for as long as a stop may wait for a device.</summary>
    public Task WriteLastAsync(TimeSpan limit) => Task.WhenAny(Task.Run(Write), Task.Delay(limit, time));

    /// <summary>Reads the file unless that was done; says whether it may be replaced.</summary>
    private bool TryRestore()
    {
        if (_mayReplace) return true;
        try
        {
            // Where the settings ask for no inventory they may be changed before the file is deleted.
            _mayReplace = GatewayInventory.Read(path) is not { } kept || server.RestoreInventory(kept);
        }
        catch (InvalidDataException e)
        {
            HostLog.InventoryNotRead(logger, path, e.Message.TrimEnd('.'), path + AsideEnding);
            PutAside();
            _mayReplace = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_failed) HostLog.InventoryNotReadNow(logger, path, e.Message);
            _failed = true;
        }

        return _mayReplace;
    }

    private void PutAside()
    {
        try
        {
            File.Move(path, path + AsideEnding, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then it is replaced.
        }
    }
}
