using System.Buffers.Binary;
using OmsGateway.MsiBuilder.CompoundFile;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>
/// How a cell is stored: a string's number, an integer with its sign bit turned over, 1 for a stream; 0 is null.
/// </summary>
internal static class CellCodec
{
    public static int Size(ColumnDefinition column, int referenceSize) => column.Kind switch
    {
        ColumnKind.Long => 4,
        ColumnKind.String => referenceSize,
        _ => 2,
    };

    public static uint Encode(ColumnDefinition column, object? value, Func<string?, int> idOf) => (column.Kind, value) switch
    {
        (ColumnKind.String, var text) => (uint)idOf((string?)text),
        (_, null) => 0,
        (ColumnKind.Stream, StreamContent) => 1,
        (ColumnKind.Short, int n) => (ushort)(n ^ 0x8000),
        (_, int n) => (uint)n ^ 0x80000000,
        _ => throw new MsiDatabaseException($"{value} does not fit the column {column.Name}."),
    };

    /// <summary>The value of a cell; a stream's is only whether it is there.</summary>
    public static object? Decode(ColumnDefinition column, uint raw, StringPoolReader pool) => column.Kind switch
    {
        ColumnKind.String => pool[(int)raw],
        _ when raw == 0 => null,
        ColumnKind.Stream => true,
        ColumnKind.Short => (int)(short)(raw ^ 0x8000),
        _ => (int)(raw ^ 0x80000000),
    };

    public static void Write(Span<byte> target, int size, uint raw)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)raw);
        if (size > 2)
            target[2] = (byte)(raw >> 16);
        if (size > 3)
            target[3] = (byte)(raw >> 24);
    }

    public static uint Read(ReadOnlySpan<byte> source, int size)
    {
        uint raw = BinaryPrimitives.ReadUInt16LittleEndian(source);
        if (size > 2)
            raw |= (uint)source[2] << 16;
        if (size > 3)
            raw |= (uint)source[3] << 24;
        return raw;
    }
}
