using System.Diagnostics;

namespace OmsGateway.Configuration.Files;

/// <summary>
/// Lets one process at a time read, change and write the configuration. The lock is an open file, which the operating
/// system closes with its process, so that a crash leaves no lock behind; the empty file itself stays.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    /// <summary>The lock's file name in the configuration directory, which has it from its first change on.</summary>
    public const string FileName = "OMSGateway.lock";

    /// <summary>Longer than any change takes, and short enough for a person to wait.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(10);

    private const int PauseMilliseconds = 25;

    private readonly FileStream _stream;

    private StoreLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock, waiting for a rival, and finishes a change of several files that broke off.</summary>
    /// <exception cref="ConfigurationException">The wait was in vain, or the directory may not be written.</exception>
    public static StoreLock Acquire(string directory, TimeSpan wait)
    {
        StoreLock taken = Take(directory, wait);
        try
        {
            StoreJournal.Finish(directory);
            return taken;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            taken.Dispose();
            throw new ConfigurationException($"The import that broke off in {directory} cannot be finished ({StoreJournal.FileName}): {e.Message}", e);
        }
    }

    private static StoreLock Take(string directory, TimeSpan wait)
    {
        string path = Path.Combine(directory, FileName);
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                UnixPermissions.EnsureDirectory(directory);
                bool isNew = !File.Exists(path);
                // On Unix .NET makes flock(2) of FileShare.None, which binds only programs that ask for it, as all of the gateway's do.
                var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                if (isNew) UnixPermissions.Restrict(path);
                return new StoreLock(stream);
            }
            catch (UnauthorizedAccessException e)
            {
                throw ConfigurationException.Denied(directory, e);
            }
            catch (IOException e) when (waited.Elapsed >= wait)
            {
                throw new ConfigurationException(
                    $"The configuration in {directory} cannot be locked for the change ({e.Message}) If another program is changing it "
                    + "(a second PowerShell or command line), let it finish and try again.", e);
            }
            catch (IOException)
            {
                Thread.Sleep(PauseMilliseconds);
            }
        }
    }

    // The file is not deleted: another process may have opened it already, and a third would then lock a new file of the same name.
    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
