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

    public void Write(string key, string name, string? value)
    {
        using RegistryKey root = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, RegistryView.Registry64);
        using RegistryKey? opened = value is null ? root.OpenSubKey(key, writable: true) : root.CreateSubKey(key);
        if (value is null) opened?.DeleteValue(name, throwOnMissingValue: false);
        else opened!.SetValue(name, value, RegistryValueKind.String);
    }
}
