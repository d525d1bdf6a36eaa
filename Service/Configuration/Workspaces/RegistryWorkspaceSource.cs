using System.Security;
using Microsoft.Win32;

namespace OmsGateway.Configuration.Workspaces;

/// <summary>The workspaces of the Microsoft Monitoring Agent on this Windows machine, read from its registry keys.</summary>
public sealed class RegistryWorkspaceSource : IWorkspaceSource
{
    private const string Path = @"SYSTEM\CurrentControlSet\Services\HealthService\Parameters\Service Connector Services";

    /// <inheritdoc/>
    public WorkspaceDiscovery Read()
    {
        try
        {
            // The agent is a 64-bit service; a 32-bit PowerShell must look where it does.
            using RegistryKey machine = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, RegistryView.Registry64);
            using RegistryKey? parent = machine.OpenSubKey(Path);
            return parent is null ? WorkspaceDiscovery.None : WorkspaceReader.Read(new Keys(parent));
        }
        catch (Exception e) when (e is SecurityException or UnauthorizedAccessException or IOException)
        {
            return new WorkspaceDiscovery([], [$"The agent's workspaces in HKLM\\{Path} cannot be read: {e.Message}"]);
        }
    }

    private sealed class Keys(RegistryKey parent) : IServiceConnectorKeys
    {
        public IReadOnlyList<string> GetNames() => parent.GetSubKeyNames();

        public object? GetValue(string keyName, string valueName)
        {
            // Null when the agent removed the key since it was listed.
            using RegistryKey? key = parent.OpenSubKey(keyName);
            return key?.GetValue(valueName);
        }
    }
}
