using System.Security.Cryptography;
using System.Text;

namespace OmsGateway.Configuration.Files;

/// <summary>
/// A change of several files at once. It is decided when its journal, a file with the new content of each, has its name in the directory;
/// from then on readers take the content from the journal, so that they see all of the change or nothing of it. The next to take the
/// <see cref="StoreLock"/> next finishes what broke off.
/// </summary>
internal sealed class StoreJournal
{
    /// <summary>The journal's file name in the configuration directory.</summary>
    public const string FileName = "OMSGateway.import";

    /// <summary>Longest journal that is read, in bytes: that of the largest export, whose lists it repeats, with the settings beside.</summary>
    private const int MaximumBytes = 16 * 1024 * 1024;

    private const string Mark = "OMS Gateway journal 1";
    // SHA-256, against damage: anyone who could forge a journal can write the files themselves.
    private const int HashLength = 32;

    // In the order in which they are written.
    private readonly IReadOnlyList<KeyValuePair<string, byte[]?>> _files;

    private StoreJournal(IReadOnlyList<KeyValuePair<string, byte[]?>> files) => _files = files;

    /// <summary>Full path of the journal of a directory.</summary>
    public static string PathIn(string directory) => Path.Combine(directory, FileName);

    /// <summary>Replaces files as one change; the caller must hold the <see cref="StoreLock"/>.</summary>
    /// <param name="directory">The configuration directory.</param>
    /// <param name="files">Names and new contents, null for a file that is to go. The settings must be among them and last: readers tell by
    /// them that there was a change.</param>
    /// <param name="before">Called before each step of writing a file.</param>
    public static void Run(string directory, IReadOnlyList<KeyValuePair<string, byte[]?>> files, Action<AtomicFileStep>? before)
    {
        byte[] content = new StoreJournal(files).ToBytes();
        // One that nobody can read would prevent every later change.
        if (content.Length > MaximumBytes) throw TooLarge();
        AtomicFile.Write(PathIn(directory), content, before);
        Finish(directory, before);
    }

    /// <summary>Refuses files that a journal has no room for.</summary>
    /// <exception cref="ConfigurationException">They are too large.</exception>
    public static void CheckRoom(IEnumerable<KeyValuePair<string, byte[]?>> files)
    {
        if (files.Sum(file => (long)(file.Value?.Length ?? 0)) > MaximumBytes) throw TooLarge();
    }

    /// <summary>Does what a journal says that is there; the caller must hold the <see cref="StoreLock"/>.</summary>
    /// <exception cref="IOException">A file cannot be written now, or a directory is in its place.</exception>
    public static void Finish(string directory, Action<AtomicFileStep>? before = null)
    {
        if (TryRead(directory) is not { } journal) return;
        foreach (KeyValuePair<string, byte[]?> file in journal._files)
        {
            string path = Path.Combine(directory, file.Key);
            if (Directory.Exists(path)) throw new IOException($"{path}: {FileContent.IsDirectory}.");
            if (file.Value is { } content) AtomicFile.Write(path, content, before);
            else File.Delete(path);
        }

        // The last step: until then readers use the journal, and after a crash the next one to come completes the change.
        File.Delete(PathIn(directory));
    }

    /// <summary>The journal of a directory, or null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="IOException">It cannot be read now.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static StoreJournal? TryRead(string directory)
    {
        string path = PathIn(directory);
        // Checked first, since there is hardly ever one.
        if (!File.Exists(path) || FileContent.TryRead(path, MaximumBytes) is not { } content) return null;
        int length = content.Length - HashLength;
        if (length < 0 || !content.Skip(length).SequenceEqual(Hash(content, length)))
            throw new InvalidDataException("it is damaged; delete it, and import the configuration again");
        using var reader = new BinaryReader(new MemoryStream(content, 0, length), Encoding.UTF8);
        if (reader.ReadString() != Mark) throw new InvalidDataException("another version of the gateway wrote it; finish the import with that one");
        // Each file takes more than one byte, so that no count can ask for more memory than the journal has.
        int count = reader.ReadInt32();
        if (count < 0 || count > length) throw new InvalidDataException("it is damaged; delete it, and import the configuration again");
        var files = new KeyValuePair<string, byte[]?>[count];
        for (int i = 0; i < files.Length; i++)
            files[i] = new(Checked(reader.ReadString()), reader.ReadInt32() is >= 0 and int size ? reader.ReadBytes(size) : null);
        return new StoreJournal(files);
    }

    /// <summary>Whether the change concerns a file, and the content that it is to have: null for none.</summary>
    public bool Has(string path, out byte[]? content)
    {
        KeyValuePair<string, byte[]?> found = _files.FirstOrDefault(file => file.Key.Equals(Path.GetFileName(path), StringComparison.OrdinalIgnoreCase));
        content = found.Value;
        return found.Key is not null;
    }

    private static ConfigurationException TooLarge() =>
        new($"Nothing was imported: settings, lists and presets would have more than {MaximumBytes} bytes together.");

    private static string Checked(string name) => name == Path.GetFileName(name) && name.Length > 0
        ? name : throw new InvalidDataException("it is damaged: it names a file outside of the directory; delete it, and import the configuration again");

    private byte[] ToBytes()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Mark);
        writer.Write(_files.Count);
        foreach (KeyValuePair<string, byte[]?> file in _files)
        {
            writer.Write(file.Key);
            writer.Write(file.Value?.Length ?? -1);
            writer.Write(file.Value ?? []);
        }

        writer.Flush();
        byte[] content = stream.ToArray();
        return [.. content, .. Hash(content, content.Length)];
    }

    private static byte[] Hash(byte[] content, int length)
    {
        using var sha = SHA256.Create();
        return sha.ComputeHash(content, 0, length);
    }
}
