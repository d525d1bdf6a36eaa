using System.Text;

namespace OmsGateway.MsiBuilder.Cabinet;

/// <summary>
/// The sizes that [MS-CAB] prescribes, and how files are shared out over folders. A folder is one compressed run
/// of blocks and may have at most 65,535 of them.
/// </summary>
internal static class CabinetLayout
{
    public const int HeaderSize = 36;
    public const int FolderSize = 8;
    public const int FileSize = 16;
    public const int DataHeaderSize = 8;

    /// <summary>An MSZIP block holds at most 32 KB when expanded.</summary>
    public const int BlockSize = 32768;

    // A folder counts its blocks in 16 bits ([MS-CAB] 2.2, cCFData).
    public const long MaxFolderLength = (long)ushort.MaxValue * BlockSize;

    public static int EntrySize(CabinetFile file) => FileSize + Encoding.UTF8.GetByteCount(file.Name) + 1;

    public static List<List<CabinetFile>> ShareOut(IEnumerable<CabinetFile> files)
    {
        var folders = new List<List<CabinetFile>>();
        long length = 0;
        foreach (var file in files)
        {
            if (file.Content.Length > MaxFolderLength)
                throw new CabinetException($"{file.Name} has {file.Content.Length} bytes; a cabinet takes files of at most {MaxFolderLength}.");
            if (folders.Count == 0 || length + file.Content.Length > MaxFolderLength)
            {
                folders.Add([]);
                length = 0;
            }

            folders[^1].Add(file);
            length += file.Content.Length;
        }

        return folders;
    }
}
