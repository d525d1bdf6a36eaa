namespace OmsGateway.MsiBuilder.Validation;

/// <summary>Which folders belong to a user, and what Windows Installer asks of components that install there.</summary>
internal static class UserProfile
{
    /// <summary>HKEY_CURRENT_USER in the column Root of the Registry table.</summary>
    public const int CurrentUser = 1;

    /// <summary>The root that is the user's or the machine's, as ALLUSERS says.</summary>
    public const int UserOrMachine = -1;

    private const int RegistryKeyPath = 4;

    private static readonly string[] Folders =
    [
        "AdminToolsFolder", "AppDataFolder", "DesktopFolder", "FavoritesFolder", "LocalAppDataFolder", "MyPicturesFolder", "NetHoodFolder",
        "PersonalFolder", "PrintHoodFolder", "ProgramMenuFolder", "RecentFolder", "SendToFolder", "StartMenuFolder", "StartupFolder", "TemplateFolder",
    ];

    /// <summary>Whether a folder is one of those.</summary>
    public static bool Is(string? directory) => Folders.Contains(directory);

    /// <summary>Whether a folder is in one of those, or is one.</summary>
    public static bool Has(Tables tables, string? directory) => tables.Folders(directory).Any(Is);

    /// <summary>What is wrong with the key path of a component that must have a value of HKEY_CURRENT_USER of its own, or null.</summary>
    public static string? KeyPathProblem(Tables tables, Row component)
    {
        // A file as the key path causes difficulties if several users of a computer install the component (Microsoft, "ICE38").
        if ((component.Number("Attributes") & RegistryKeyPath) == 0 || component.Text("KeyPath") is not { } key)
            return "has no registry value as its key path";
        if (tables.Rows("Registry").FirstOrDefault(r => r.Text("Registry") == key) is not { } value)
            return $"has the key path {key}, which is no registry value";
        if (value.Number("Root") is not (CurrentUser or UserOrMachine))
            return $"has the key path {key}, which is not in HKEY_CURRENT_USER";
        // Otherwise the value would only exist if that other component is installed ("ICE38").
        return value.Text("Component_") == component.Text("Component") ? null : $"has the key path {key}, which is another component's";
    }
}
