using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using OmsGateway.Host.Counters;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Counters;

/// <summary>
/// Performance Monitor shows the texts that the counter manifest names by number; it takes them from the program's string
/// table (Microsoft Learn, "STRINGTABLE resource"), where sixteen make a block.
/// </summary>
public class CounterNamesTests
{
    private const int StringType = 6;

    [Fact]
    public void The_program_holds_every_string_of_the_manifest()
    {
        XElement[] elements = [.. XDocument.Load(ProjectFiles.Find("Service/Host/Counters/OMSGateway.man")).Descendants()];
        (int Id, string Text)[] expected =
        [
            .. from element in elements
               from name in (string[])["name", "description"]
               where element.Attribute(name + "ID") is not null
               select ((int)element.Attribute(name + "ID")!, element.Attribute(name)!.Value),
        ];

        Assert.Equal(10, expected.Length);
        using var program = new PEReader(File.OpenRead(typeof(ICounterPublisher).Assembly.Location));
        foreach ((int id, string text) in expected) Assert.Equal(text, ReadString(program, id));
    }

    private static string ReadString(PEReader program, int id)
    {
        DirectoryEntry resources = program.PEHeaders.PEHeader!.ResourceTableDirectory;
        ReadOnlySpan<byte> all = program.GetSectionData(resources.RelativeVirtualAddress).GetContent().AsSpan();
        int type = Child(all, 0, StringType), block = Child(all, type, (id / 16) + 1), language = Child(all, block, 0);
        int address = BinaryPrimitives.ReadInt32LittleEndian(all[language..]);
        ReadOnlySpan<byte> strings = program.GetSectionData(address).GetContent().AsSpan();
        for (int i = 0; i < id % 16; i++) strings = strings[(2 + (2 * BinaryPrimitives.ReadUInt16LittleEndian(strings)))..];
        return Encoding.Unicode.GetString(strings.Slice(2, 2 * BinaryPrimitives.ReadUInt16LittleEndian(strings)));
    }

    /// <summary>Offset of an entry of a resource directory, by number (PE format, "The .rsrc Section").</summary>
    private static int Child(ReadOnlySpan<byte> resources, int directory, int id)
    {
        int named = BinaryPrimitives.ReadUInt16LittleEndian(resources[(directory + 12)..]);
        int count = named + BinaryPrimitives.ReadUInt16LittleEndian(resources[(directory + 14)..]);
        for (int entry = directory + 16 + (8 * named); entry < directory + 16 + (8 * count); entry += 8)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(resources[entry..]) == id)
                return BinaryPrimitives.ReadInt32LittleEndian(resources[(entry + 4)..]) & int.MaxValue;
        }

        throw new KeyNotFoundException($"The program has no resource {id}.");
    }
}
