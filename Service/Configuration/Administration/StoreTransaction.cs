using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Secrets;

namespace OmsGateway.Configuration.Administration;

/// <summary>Reads, changes and writes one file of the store while no other process can.</summary>
internal static class StoreTransaction
{
    /// <summary>Replaces the file's content; false when the change leaves it as it is.</summary>
    /// <param name="store">The store.</param>
    /// <param name="path">The file.</param>
    /// <param name="change">Takes the content, null for a missing file, and gives the new one or null for no change.</param>
    /// <exception cref="ConfigurationException">The change was refused, or the file cannot be read or written.</exception>
    public static bool Run(ConfigurationStore store, string path, Func<byte[]?, byte[]?> change)
    {
        using StoreLock storeLock = StoreLock.Acquire(store.Directory, store.LockWait);
        try
        {
            byte[]? old = FileContent.TryRead(path);
            byte[]? changed = change(old);
            if (changed is null || (old is not null && old.AsSpan().SequenceEqual(changed))) return false;
            if (changed.Length > FileContent.MaximumBytes)
                throw new ConfigurationException($"{path} would grow beyond the {FileContent.MaximumBytes} bytes that the gateway reads.");
            AtomicFile.Write(path, changed, store.BeforeStep);
            return true;
        }
        catch (UnauthorizedAccessException e)
        {
            throw ConfigurationException.Denied(path, e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new ConfigurationException($"{path} was not changed: {e.Message}", e);
        }
        catch (SecretException e)
        {
            throw new ConfigurationException($"{path} was not changed: {e.Message}", e);
        }
    }

    /// <summary>Reads a file that is only looked at.</summary>
    public static byte[]? Read(string path)
    {
        var problems = new List<ConfigurationProblem>();
        byte[]? content = ConfigurationFiles.Read(path, problems);
        ThrowIfAny(problems);
        return content;
    }

    public static void ThrowIfAny(IReadOnlyList<ConfigurationProblem> problems)
    {
        if (problems.FirstOrDefault(p => p.IsAccessDenied) is { } denied) throw ConfigurationException.Denied(denied.File);
        if (problems.Count > 0) throw new ConfigurationException("The configuration has problems:", problems);
    }
}
