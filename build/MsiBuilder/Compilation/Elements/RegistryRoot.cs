namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>The words for a root of the registry.</summary>
internal static class RegistryRoot
{
    public static int? Read(ElementReader e, bool allowMachineOrUser) => allowMachineOrUser
        ? e.Choice("Root", ("HKMU", -1), ("HKCR", 0), ("HKCU", 1), ("HKLM", 2), ("HKU", 3))
        : e.Choice("Root", ("HKCR", 0), ("HKCU", 1), ("HKLM", 2), ("HKU", 3));
}
