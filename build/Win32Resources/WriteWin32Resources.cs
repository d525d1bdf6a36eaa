using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using Microsoft.Build.Utilities;

/// <summary>
/// Writes a .res file (Microsoft Learn, "Resource File Formats"): RT_VERSION, RT_MANIFEST, and an RT_STRING table with the
/// names and descriptions of a performance counter manifest. Compiled by MSBuild while it builds.
/// </summary>
public sealed class WriteWin32Resources : Task
{
    private const int StringType = 6, VersionType = 16, ManifestType = 24;
    private const int StringsPerBlock = 16;
    private const ushort Neutral = 0, Unicode = 1200;

    public string Output { get; set; }

    public string CounterManifest { get; set; }

    public string ApplicationManifest { get; set; }

    public string Version { get; set; }

    public string FileName { get; set; }

    public string Product { get; set; }

    public string Company { get; set; }

    public string Copyright { get; set; }

    public override bool Execute()
    {
        using (var writer = new BinaryWriter(File.Create(Output)))
        {
            WriteResource(writer, 0, 0, new byte[0], 0);
            WriteResource(writer, VersionType, 1, VersionInformation(), 0x0030);
            WriteResource(writer, ManifestType, 1, File.ReadAllBytes(ApplicationManifest), 0x0030);
            foreach (IGrouping<int, KeyValuePair<int, string>> block in Strings().GroupBy(s => s.Key / StringsPerBlock).OrderBy(b => b.Key))
                WriteResource(writer, StringType, block.Key + 1, StringBlock(block), 0x1030);
        }

        return true;
    }

    /// <summary>Every attribute <c>x</c> that has an <c>xID</c> beside it: name and nameID, description and descriptionID.</summary>
    private IEnumerable<KeyValuePair<int, string>> Strings() =>
        from element in XDocument.Load(CounterManifest).Descendants()
        from attribute in element.Attributes()
        let id = element.Attribute(attribute.Name.LocalName + "ID")
        where id != null
        select new KeyValuePair<int, string>((int)id, attribute.Value);

    private static byte[] StringBlock(IEnumerable<KeyValuePair<int, string>> strings)
    {
        Dictionary<int, string> block = strings.ToDictionary(s => s.Key % StringsPerBlock, s => s.Value);
        return Bytes(writer =>
        {
            for (int i = 0; i < StringsPerBlock; i++)
            {
                string text = block.TryGetValue(i, out string found) ? found : "";
                writer.Write((ushort)text.Length);
                writer.Write(Encoding.Unicode.GetBytes(text));
            }
        });
    }

    private byte[] VersionInformation()
    {
        int[] parts = Version.Split('.').Select(int.Parse).Concat(new int[4]).Take(4).ToArray();
        byte[] fixedInformation = Bytes(writer =>
        {
            writer.Write(0xFEEF04BDu);
            writer.Write(0x00010000u);
            for (int i = 0; i < 2; i++)
            {
                writer.Write((parts[0] << 16) | parts[1]);
                writer.Write((parts[2] << 16) | parts[3]);
            }

            writer.Write(0x3F);       // every flag is meaningful, none is set
            writer.Write(0);
            writer.Write(0x00040004); // VOS_NT_WINDOWS32
            writer.Write(1);          // VFT_APP
            writer.Write(0);
            writer.Write(0L);
        });
        byte[][] strings = new[]
        {
            Text("CompanyName", Company), Text("FileDescription", Product), Text("FileVersion", Version), Text("InternalName", FileName),
            Text("LegalCopyright", Copyright), Text("OriginalFilename", FileName), Text("ProductName", Product), Text("ProductVersion", Version),
        };
        byte[] translation = Bytes(writer =>
        {
            writer.Write(Neutral);
            writer.Write(Unicode);
        });
        return Block("VS_VERSION_INFO", 0, fixedInformation.Length, fixedInformation,
            Block("StringFileInfo", 1, 0, new byte[0], Block("000004b0", 1, 0, new byte[0], strings)),
            Block("VarFileInfo", 1, 0, new byte[0], Block("Translation", 0, translation.Length, translation)));
    }

    private static byte[] Text(string key, string value) => Block(key, 1, value.Length + 1, Encoding.Unicode.GetBytes(value + "\0"));

    /// <summary>One node of the version tree: its length, its value's length, its type, its key, its value and its children.</summary>
    private static byte[] Block(string key, ushort type, int valueLength, byte[] value, params byte[][] children) => Bytes(writer =>
    {
        writer.Write((ushort)0);
        writer.Write((ushort)valueLength);
        writer.Write(type);
        writer.Write(Encoding.Unicode.GetBytes(key + "\0"));
        Align(writer);
        writer.Write(value);
        foreach (byte[] child in children)
        {
            Align(writer);
            writer.Write(child);
        }

        long length = writer.BaseStream.Length;
        writer.BaseStream.Position = 0;
        writer.Write((ushort)length);
        writer.BaseStream.Position = length;
    });

    private static void WriteResource(BinaryWriter writer, int type, int name, byte[] data, ushort flags)
    {
        const int HeaderSize = 32;
        writer.Write(data.Length);
        writer.Write(HeaderSize);
        foreach (int id in new[] { type, name })
        {
            writer.Write((ushort)0xFFFF);
            writer.Write((ushort)id);
        }

        writer.Write(0);
        writer.Write(flags);
        writer.Write(Neutral);
        writer.Write(0L);
        writer.Write(data);
        Align(writer);
    }

    private static void Align(BinaryWriter writer)
    {
        while (writer.BaseStream.Position % 4 != 0) writer.Write((byte)0);
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using (var stream = new MemoryStream())
        using (var writer = new BinaryWriter(stream))
        {
            write(writer);
            writer.Flush();
            return stream.ToArray();
        }
    }
}
