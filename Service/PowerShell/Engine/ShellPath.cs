using System.Management.Automation;
using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.Engine;

/// <summary>Paths as PowerShell means them.</summary>
internal static class ShellPath
{
    /// <summary>The full path in the file system, of something that need not exist.</summary>
    /// <exception cref="ConfigurationException">It is nothing in the file system.</exception>
    public static string Resolve(PathIntrinsics paths, string path)
    {
        try
        {
            string full = paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" ? full
                : throw new ConfigurationException($"'{path}' is no folder: {provider.Name} is not the file system.");
        }
        catch (Exception e) when (e is SessionStateException or PSArgumentException or PSNotSupportedException)
        {
            throw new ConfigurationException($"'{path}' is no folder: {e.Message}", e);
        }
    }
}
