using OmsGateway.MsiBuilder.CompoundFile;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>A Windows Installer database in memory; the contents of streams stay where they are until written.</summary>
public sealed class MsiDatabase
{
    /// <summary>The class id of a database's root storage.</summary>
    public static Guid ClassId { get; } = new("000C1084-0000-0000-C000-000000000046");

    /// <summary>The codepage of every string in the tables; 0 is neutral and allows ASCII only.</summary>
    public int Codepage { get; set; }

    /// <summary>The tables by name.</summary>
    public SortedDictionary<string, MsiTable> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>Streams that belong to no row, embedded cabinets above all, by their plain name.</summary>
    public SortedDictionary<string, StreamContent> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Sub-storages, which hold transforms, by name.</summary>
    public SortedDictionary<string, CompoundStorage> Storages { get; } = new(StringComparer.Ordinal);

    /// <summary>The summary information stream.</summary>
    public SummaryInformation Summary { get; set; } = new();

    /// <summary>The table of that name, made from <paramref name="definition"/> if there is none.</summary>
    public MsiTable Table(TableDefinition definition)
    {
        if (!Tables.TryGetValue(definition.Name, out var table))
            Tables.Add(definition.Name, table = new MsiTable(definition));
        return table;
    }

    /// <summary>The value of a row of the Property table, or null.</summary>
    public string? Property(string name) =>
        Tables.TryGetValue("Property", out var table)
            ? table.Where("Property", name).Select(r => (string?)r[1]).FirstOrDefault() : null;

    /// <summary>Reads a database; <paramref name="file"/> must be seekable and stay open as long as streams are used.</summary>
    /// <exception cref="MsiDatabaseException">The tables are malformed.</exception>
    /// <exception cref="CompoundFileException">The file is not a compound file or is malformed.</exception>
    public static MsiDatabase Read(Stream file) => DatabaseReader.Read(CompoundFileReader.Read(file));

    /// <summary>Writes the database.</summary>
    /// <exception cref="MsiDatabaseException">A string does not fit the codepage, or two rows have one key.</exception>
    public void Write(Stream target) => CompoundFileWriter.Write(DatabaseWriter.ToStorage(this), target);
}
