using System.Globalization;
using System.Security;
using Microsoft.Win32;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Windows;

/// <summary>The registry; what may not be read counts as absent.</summary>
internal sealed class LocalMachineRegistry : IRegistry
{
    public string? Read(string key, string name)
    {
        try
        {
            using RegistryKey root = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, RegistryView.Registry64);
            using RegistryKey? opened = root.OpenSubKey(key);
            return opened?.GetValue(name) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
        }
        catch (Exception e) when (e is SecurityException or UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }
}
