using System.Text;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Settings;

/// <summary>
/// The files of the configuration folder as they were before an action, kept in a file beside them, where the folder's access
/// control list protects the secrets in it too. Its name holds the installation's id, so that what a broken-off installation
/// left behind is never restored by another.
/// </summary>
internal sealed class ConfigurationSnapshot(string directory, string id, string step, bool isWanted)
{
    /// <summary>The installation's id in an action's data.</summary>
    public const string IdKey = "Id";

    /// <summary>Not empty when Windows Installer keeps nothing for a rollback either.</summary>
    public const string NoRollbackKey = "NoRollback";

    public const string Settings = "settings";
    public const string Lists = "lists";
    public const string Removal = "removal";

    /// <summary>What the names of the files kept for a rollback begin with.</summary>
    public const string Prefix = "OMSGateway.rollback-";

    public static ConfigurationSnapshot Of(ActionData data, string step) =>
        new(data[ConfigurationFolder.Key], data[IdKey], step, IsWanted(data));

    /// <summary>Whether there can be a rollback; without one nothing would ever take the file away, with the secrets in it.</summary>
    public static bool IsWanted(ActionData data) => data[NoRollbackKey].Length == 0;

    /// <summary>Removes what an installation that was cut off has left.</summary>
    /// <param name="directory">The configuration folder.</param>
    /// <param name="id">The id of this installation, whose files stay.</param>
    public static void DiscardOthers(string directory, string id)
    {
        foreach (string file in Directory.GetFiles(directory).Where(IsKept))
            if (!Path.GetFileName(file).StartsWith(Prefix + id, StringComparison.OrdinalIgnoreCase)) File.Delete(file);
    }

    private string FilePath => Path.Combine(directory, $"{Prefix}{id}-{step}");

    /// <summary>Keeps every file, where there can be a rollback.</summary>
    public void Take()
    {
        if (!isWanted) return;
        bool existed = Directory.Exists(directory);
        Directory.CreateDirectory(directory);
        string[] files = Files(directory).ToArray();
        // The id is new, so an existing file of this name would be somebody else's.
        using var stream = new FileStream(FilePath, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(existed);
        writer.Write(files.Length);
        foreach (string file in files)
        {
            byte[] content = File.ReadAllBytes(file);
            writer.Write(Path.GetFileName(file));
            writer.Write(content.Length);
            writer.Write(content);
        }

        writer.Flush();
        // Before anything changes: after a power failure the rollback needs it.
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Brings the folder back to what was kept; without a snapshot nothing had been changed.</summary>
    public void Restore()
    {
        if (!File.Exists(FilePath)) return;
        (bool existed, Dictionary<string, byte[]> kept) = Read();
        foreach (string file in Files(directory).Where(f => !kept.ContainsKey(Path.GetFileName(f)))) File.Delete(file);
        foreach (KeyValuePair<string, byte[]> file in kept)
        {
            string path = Path.Combine(directory, file.Key);
            if (!File.Exists(path) || !File.ReadAllBytes(path).SequenceEqual(file.Value)) File.WriteAllBytes(path, file.Value);
        }

        // Last, so that a rollback that was cut off can be repeated.
        File.Delete(FilePath);
        if (!existed && !Directory.EnumerateFileSystemEntries(directory).Any()) Directory.Delete(directory);
    }

    /// <summary>Whether a file is one that is kept for a rollback.</summary>
    public static bool IsKept(string path) => Path.GetFileName(path).StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Files(string directory) => Directory.GetFiles(directory).Where(path => !IsKept(path));

    private (bool Existed, Dictionary<string, byte[]> Files) Read()
    {
        using var reader = new BinaryReader(File.OpenRead(FilePath), Encoding.UTF8);
        bool existed = reader.ReadBoolean();
        var files = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            string name = reader.ReadString();
            files[name] = reader.ReadBytes(reader.ReadInt32());
        }

        return (existed, files);
    }
}
