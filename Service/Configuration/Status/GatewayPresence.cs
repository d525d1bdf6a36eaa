using System.Globalization;
using System.Text;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Native;

namespace OmsGateway.Configuration.Status;

/// <summary>
/// How a running gateway shows itself without a file: by the name of a mutex on Windows, elsewhere of a socket in Linux' abstract
/// namespace, which carries the process id. The system removes both with the process.
/// </summary>
public static class GatewayPresence
{
    private const string SocketPrefix = "oms-gateway/";

    // Global, because the service and a person are in sessions with names of their own (Microsoft, "Kernel object namespaces").
    /// <summary>Name of the mutex of the gateway on a configuration directory.</summary>
    public static string MutexName(string directory) => $@"Global\OMS Gateway {Fingerprint(directory)}";

    /// <summary>Name of the socket of the gateway on a configuration directory, without the zero byte before it.</summary>
    public static string SocketName(string directory, int processId) =>
        string.Format(CultureInfo.InvariantCulture, "{0}{1}/{2}", SocketPrefix, Fingerprint(directory), processId);

    internal static IGatewayPresence For(ConfigurationStore store) => UnixPermissions.IsWindows
        ? new WindowsGatewayPresence(store.IsService ? new ServiceControl() : null, () => HasMutex(MutexName(store.Directory)))
        // The name up to the process id.
        : new UnixGatewayPresence(SocketName(store.Directory, 0).TrimEnd('0'), "/proc/net/unix");

    private static bool HasMutex(string name)
    {
        try
        {
            if (!Mutex.TryOpenExisting(name, out Mutex? mutex)) return false;
            mutex.Dispose();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            // It exists and belongs to another account.
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Fingerprint(string directory)
    {
        directory = Path.GetFullPath(directory).TrimEnd('/', '\\');
        if (UnixPermissions.IsWindows) directory = directory.ToUpperInvariant();
        // FNV-1a, 64 bits (RFC 9923): nothing here is secret, and SHA-256 would make every start load OpenSSL.
        ulong hash = 0xcbf29ce484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(directory)) hash = unchecked((hash ^ b) * 0x100000001b3);
        return hash.ToString("X16", CultureInfo.InvariantCulture);
    }
}
