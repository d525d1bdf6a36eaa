using System.Globalization;

namespace OmsGateway.Configuration.Inventory;

/// <summary>The fields of a line of an inventory, read one after the other.</summary>
/// <param name="line">The line.</param>
/// <param name="number">Its number, from 1.</param>
internal sealed class InventoryFields(string line, int number)
{
    // Year 9999, the last one that .NET's dates know.
    private const long LatestTime = 253402300799;

    private readonly string[] _fields = line.Split('\t');
    private int _next;

    /// <summary>What is wrong with the line.</summary>
    public InvalidDataException Wrong(string what) => new(string.Format(CultureInfo.InvariantCulture, "line {0}: {1}", number, what));

    public string Text() => _next < _fields.Length ? _fields[_next++] : throw Wrong("a field is missing");

    public long Number(long maximum = long.MaxValue) => Number(Text(), maximum);

    public long Number(string text, long maximum) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= maximum ? value : throw Wrong("a number is wrong");

    public DateTimeOffset Time() => Time(Text());

    public DateTimeOffset Time(string text) => DateTimeOffset.FromUnixTimeSeconds(Number(text, LatestTime));

    /// <summary>Makes sure that there is nothing more.</summary>
    public void End()
    {
        if (_next < _fields.Length) throw Wrong("a field is too many");
    }
}
