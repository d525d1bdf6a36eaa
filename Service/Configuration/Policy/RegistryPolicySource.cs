using System.Globalization;
using System.Security;
using Microsoft.Win32;

namespace OmsGateway.Configuration.Policy;

/// <summary>The values that Group Policy has written into this Windows computer's registry.</summary>
public sealed class RegistryPolicySource : IPolicySource
{
    // More than any list of an administrator holds; each is read once a second.
    private const int MaximumValues = 10_000;

    /// <inheritdoc/>
    public PolicyContent Read()
    {
        try
        {
            // The service is a 64-bit program; a 32-bit PowerShell must look where it does.
            using RegistryKey machine = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, RegistryView.Registry64);
            using RegistryKey? root = machine.OpenSubKey(PolicyLists.Key);
            return root is null ? PolicyContent.None : Read(root);
        }
        catch (Exception e) when (e is SecurityException or UnauthorizedAccessException or IOException)
        {
            return new PolicyContent([], $"the policy cannot be read: {e.Message}");
        }
    }

    private static PolicyContent Read(RegistryKey root)
    {
        var values = new List<PolicyValue>();
        Add(values, root, "");
        foreach (string list in PolicyLists.Names)
        {
            using RegistryKey? key = root.OpenSubKey(list);
            if (key is not null) Add(values, key, list);
        }

        // From later templates, or mistyped: only the names are known.
        values.AddRange(root.GetSubKeyNames().Except(PolicyLists.Names, StringComparer.OrdinalIgnoreCase)
            .OrderBy(name => name, StringComparer.OrdinalIgnoreCase).Select(name => new PolicyValue(name, "", PolicyValueType.Other, "")));

        return values.Count <= MaximumValues
            ? new PolicyContent(values)
            : new PolicyContent([], $"the policy has {values.Count} values; the maximum is {MaximumValues}");
    }

    private static void Add(List<PolicyValue> values, RegistryKey key, string list) =>
        values.AddRange(key.GetValueNames().OrderBy(name => name, StringComparer.OrdinalIgnoreCase).Select(name => Value(key, list, name)));

    private static PolicyValue Value(RegistryKey key, string list, string name) =>
        key.GetValue(name, null, RegistryValueOptions.DoNotExpandEnvironmentNames) switch
        {
            string text when key.GetValueKind(name) == RegistryValueKind.String => new PolicyValue(list, name, PolicyValueType.Text, text.Trim()),
            // A REG_DWORD has no sign, but .NET gives it as an Int32.
            int number => new PolicyValue(list, name, PolicyValueType.Number, ((uint)number).ToString(CultureInfo.InvariantCulture)),
            _ => new PolicyValue(list, name, PolicyValueType.Other, ""),
        };
}
