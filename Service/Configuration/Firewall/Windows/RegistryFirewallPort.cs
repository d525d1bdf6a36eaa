using System.Security;
using Microsoft.Win32;

namespace OmsGateway.Configuration.Firewall.Windows;

/// <summary>The value that Product/Firewall.wxs writes; every user may read it.</summary>
internal sealed class RegistryFirewallPort : IFirewallPort
{
    /// <summary>The key, in HKEY_LOCAL_MACHINE.</summary>
    public const string Key = @"SOFTWARE\OMS Gateway";

    /// <summary>The value's name.</summary>
    public const string Value = "FirewallPort";

    public string? Read()
    {
        try
        {
            using RegistryKey machine = Machine();
            using RegistryKey? key = machine.OpenSubKey(Key);
            return key?.GetValue(Value) as string;
        }
        catch (Exception e) when (e is SecurityException or UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }

    public void Write(string port)
    {
        using RegistryKey machine = Machine();
        using RegistryKey? key = machine.OpenSubKey(Key, writable: true);
        key?.SetValue(Value, port, RegistryValueKind.String);
    }

    // Setup is a 64-bit program; a 32-bit PowerShell must look where it does.
    private static RegistryKey Machine() => RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, RegistryView.Registry64);
}
