namespace OmsGateway.MsiBuilder.Database;

/// <summary>The properties of the summary information stream, by their number (<c>PID_…</c>).</summary>
public enum SummaryProperty
{
    /// <summary>The codepage of the strings here.</summary>
    Codepage = 1,

    /// <summary>What kind of file it is.</summary>
    Title = 2,

    /// <summary>The product's name or description.</summary>
    Subject = 3,

    /// <summary>The manufacturer.</summary>
    Author = 4,

    /// <summary>Words to find the file by.</summary>
    Keywords = 5,

    /// <summary>What the file is for.</summary>
    Comments = 6,

    /// <summary>Platform and languages, such as <c>x64;1033,1031</c>; of a transform, those of the database it is for.</summary>
    Template = 7,

    /// <summary>Who saved it last; of a transform, platform and language after it.</summary>
    LastSavedBy = 8,

    /// <summary>The package code; of a transform, the product codes and versions before and after.</summary>
    RevisionNumber = 9,

    /// <summary>When an administrative image was made.</summary>
    LastPrinted = 11,

    /// <summary>When it was made.</summary>
    Created = 12,

    /// <summary>When it was last changed.</summary>
    LastSaved = 13,

    /// <summary>The installer version needed, times 100.</summary>
    PageCount = 14,

    /// <summary>Source image flags: 1 short names, 2 compressed, 8 no elevation.</summary>
    WordCount = 15,

    /// <summary>Of a transform, what to validate and which errors to ignore.</summary>
    CharacterCount = 16,

    /// <summary>The program that made it.</summary>
    CreatingApplication = 18,

    /// <summary>2: open read-only if possible; 4: always.</summary>
    Security = 19,
}

/// <summary>
/// The summary information stream: a value is a <see cref="string"/>, an <see cref="int"/> or a <see
/// cref="DateTime"/> in UTC.
/// </summary>
public sealed class SummaryInformation
{
    internal const string StreamName = "\u0005SummaryInformation";

    /// <summary>The values present.</summary>
    public SortedDictionary<SummaryProperty, object> Values { get; } = [];

    /// <summary>A value, or null; setting null removes it.</summary>
    public object? this[SummaryProperty property]
    {
        get => Values.GetValueOrDefault(property);
        set
        {
            if (value is null or "")
                Values.Remove(property);
            else
                Values[property] = value;
        }
    }

    /// <summary>A copy to change without changing this one.</summary>
    public SummaryInformation Clone()
    {
        var copy = new SummaryInformation();
        foreach (var (property, value) in Values)
            copy.Values.Add(property, value);
        return copy;
    }
}
