namespace OmsGateway.MsiBuilder.Database;

/// <summary>What a column holds.</summary>
public enum ColumnKind
{
    /// <summary>A 16-bit integer.</summary>
    Short,

    /// <summary>A 32-bit integer.</summary>
    Long,

    /// <summary>A string, kept in the string pool.</summary>
    String,

    /// <summary>Bytes, kept in a stream named after the row's table and key.</summary>
    Stream,
}

/// <summary>A column of a table, as <c>_Columns</c> keeps it.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Width">The longest string, 0 for any length; or an integer's bytes.</param>
/// <param name="Nullable">Whether the value may be absent.</param>
/// <param name="IsKey">Whether the column belongs to the primary key.</param>
/// <param name="Localizable">Whether the string is for people to read.</param>
public sealed record ColumnDefinition(string Name, ColumnKind Kind, int Width, bool Nullable, bool IsKey, bool Localizable)
{
    // Microsoft describes none of these bits; Wine (dlls/msi/msipriv.h) names all but NotLong, which every column has but the 32-bit
    // integers and the streams. By its absence and a width of 0 Wine, too, tells a stream from a string (MSITYPE_IS_BINARY).
    private const int SizeMask = 0xFF;
    private const int Valid = 0x0100;
    private const int LocalizableBit = 0x0200;
    private const int NotLong = 0x0400;
    private const int StringBit = 0x0800;
    private const int NullableBit = 0x1000;
    private const int KeyBit = 0x2000;

    /// <summary>What the <c>_Validation</c> table says of the column.</summary>
    public ColumnValidation Validation { get; init; } = ColumnValidation.None;

    /// <summary>The type as written in the header of an .idt file: <c>s72</c>, <c>L0</c>, <c>i2</c>.</summary>
    public string IdtType
    {
        get
        {
            var letter = Kind switch
            {
                ColumnKind.Stream => 'v',
                ColumnKind.String => Localizable ? 'l' : 's',
                _ => 'i',
            };
            return $"{(Nullable ? char.ToUpperInvariant(letter) : letter)}{Width}";
        }
    }

    /// <summary>The type as <c>_Columns</c> encodes it.</summary>
    internal int TypeWord => Valid
        | (Nullable ? NullableBit : 0)
        | (IsKey ? KeyBit : 0)
        | Kind switch
        {
            ColumnKind.Short => NotLong | 2,
            ColumnKind.Long => 4,
            ColumnKind.Stream => StringBit,
            _ => StringBit | NotLong | (Localizable ? LocalizableBit : 0) | Width,
        };

    internal static ColumnDefinition FromTypeWord(string name, int type)
    {
        var isString = (type & StringBit) != 0;
        var kind = (isString, (type & NotLong) != 0, type & SizeMask) switch
        {
            (true, false, 0) => ColumnKind.Stream,
            (true, _, _) => ColumnKind.String,
            (false, _, 4) => ColumnKind.Long,
            (false, _, 1 or 2) => ColumnKind.Short,
            _ => throw new MsiDatabaseException($"The column {name} has the unknown type 0x{type:X4}."),
        };
        return new(name, kind, type & SizeMask, (type & NullableBit) != 0, (type & KeyBit) != 0, (type & LocalizableBit) != 0);
    }

    /// <summary>Reads a type in .idt form.</summary>
    internal static ColumnDefinition FromIdt(string name, string type, bool isKey)
    {
        var width = int.Parse(type.AsSpan(1));
        var kind = char.ToLowerInvariant(type[0]) switch
        {
            's' or 'l' => ColumnKind.String,
            'v' => ColumnKind.Stream,
            'i' when width == 4 => ColumnKind.Long,
            'i' when width == 2 => ColumnKind.Short,
            _ => throw new MsiDatabaseException($"{type} is not a column type."),
        };
        return new(name, kind, width, char.IsUpper(type[0]), isKey, type[0] is 'l' or 'L');
    }
}
