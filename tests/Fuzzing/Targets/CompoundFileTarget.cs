using OmsGateway.Fuzzing.Engine;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>A compound file, and the installer database in it.</summary>
internal sealed class CompoundFileTarget : FuzzTarget
{
    public override string Name => "compound-file";

    public override int MaximumLength => 64 * 1024;

    public override IReadOnlyList<byte[]> Seeds { get; } = [MakeDatabase()];

    public override void Try(byte[] input)
    {
        using var file = new MemoryStream(input, writable: false);
        CompoundStorage storage;
        try
        {
            storage = CompoundFileReader.Read(file);
        }
        catch (CompoundFileException e)
        {
            Invariant.Holds(e.Message.Length > 0, "The reason is empty");
            return;
        }

        CheckStorage(storage);
        CheckDatabase(file);
    }

    private static void CheckStorage(CompoundStorage storage)
    {
        long length = storage.Streams.Values.Sum(s => (long)s.ToArray().Length);
        Invariant.Holds(length >= 0, "A stream's length is negative");
        using var again = new MemoryStream();
        try
        {
            CompoundFileWriter.Write(storage, again);
        }
        catch (CompoundFileException)
        {
            // A name that may be read and not written.
            return;
        }

        CompoundStorage read = CompoundFileReader.Read(again);
        Invariant.Holds(storage.Streams.Keys.SequenceEqual(read.Streams.Keys), "Other streams are read than were written");
        foreach ((string name, StreamContent content) in storage.Streams)
            Invariant.SameBytes(content.ToArray(), read.Streams[name].ToArray(), "A stream written and read");
    }

    private static void CheckDatabase(MemoryStream file)
    {
        MsiDatabase database;
        try
        {
            database = MsiDatabase.Read(file);
        }
        catch (Exception e) when (e is MsiDatabaseException or CompoundFileException)
        {
            return;
        }

        string[] lines = [.. database.Tables.Values.SelectMany(IdtText.Lines)];
        using var again = new MemoryStream();
        try
        {
            database.Write(again);
        }
        catch (Exception e) when (e is MsiDatabaseException or CompoundFileException)
        {
            return;
        }

        Invariant.Holds(lines.SequenceEqual(MsiDatabase.Read(again).Tables.Values.SelectMany(IdtText.Lines)), "Other tables are read than were written");
    }

    private static byte[] MakeDatabase()
    {
        var database = new MsiDatabase { Codepage = 1252 };
        database.Table(TableSchema.Standard["Property"]).Add("ProductName", "caf\u00e9");
        database.Table(TableSchema.Standard["Property"]).Add("ProductVersion", "1.0.0");
        database.Table(TableSchema.Standard["Binary"]).Add("data", StreamContent.Of(new byte[5000]));
        database.Table(TableSchema.Standard["Binary"]).Add("small", StreamContent.Of([1, 2, 3]));
        database.Streams["media.cab"] = StreamContent.Of(new byte[100]);
        database.Storages["1031"] = new CompoundStorage { Streams = { ["inner"] = StreamContent.Of([4]) } };
        database.Summary[SummaryProperty.Codepage] = 1252;
        database.Summary[SummaryProperty.Title] = "title";
        using var stream = new MemoryStream();
        database.Write(stream);
        return stream.ToArray();
    }
}
