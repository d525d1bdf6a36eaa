namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>The directories whose place the installer knows, with the names WiX gives them in an administrative image.</summary>
internal static class StandardDirectories
{
    public const string Root = "TARGETDIR";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [Root] = "SourceDir",
        ["AdminToolsFolder"] = "Admin",
        ["AppDataFolder"] = "AppData",
        ["CommonAppDataFolder"] = "CommApp",
        ["CommonFilesFolder"] = "CFiles",
        ["CommonFiles64Folder"] = "CFiles64",
        ["CommonFiles6432Folder"] = ".",
        ["DesktopFolder"] = "Desktop",
        ["FavoritesFolder"] = "Favs",
        ["FontsFolder"] = "Fonts",
        ["LocalAppDataFolder"] = "LocalApp",
        ["MyPicturesFolder"] = "Pictures",
        ["NetHoodFolder"] = "NetHood",
        ["PersonalFolder"] = "Personal",
        ["PrintHoodFolder"] = "Printers",
        ["ProgramFilesFolder"] = "PFiles",
        ["ProgramFiles64Folder"] = "PFiles64",
        ["ProgramFiles6432Folder"] = ".",
        ["ProgramMenuFolder"] = "PMenu",
        ["RecentFolder"] = "Recent",
        ["SendToFolder"] = "SendTo",
        ["StartMenuFolder"] = "StrtMenu",
        ["StartupFolder"] = "StartUp",
        ["SystemFolder"] = "System",
        ["System16Folder"] = "System16",
        ["System64Folder"] = "System64",
        ["System6432Folder"] = ".",
        ["TempFolder"] = "Temp",
        ["TemplateFolder"] = "Template",
        ["WindowsFolder"] = "Windows",
    };

    public static bool Contains(string id) => Names.ContainsKey(id);

    /// <summary>The names with 6432 in them stand for the folder of the platform, which is x64 here.</summary>
    public static string Resolve(string id) => id switch
    {
        "CommonFiles6432Folder" => "CommonFiles64Folder",
        "ProgramFiles6432Folder" => "ProgramFiles64Folder",
        "System6432Folder" => "System64Folder",
        _ => id,
    };

    public static string NameOf(string id) => Names[id];

    public static string? ParentOf(string id) => id == Root ? null : Resolve(id) == id ? Root : Resolve(id);
}
