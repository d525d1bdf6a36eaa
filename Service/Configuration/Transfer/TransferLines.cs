using System.Text;
using System.Xml;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Lists;

namespace OmsGateway.Configuration.Transfer;

/// <summary>The lines of a list without their indentation, its comments and empty lines included, and its entries.</summary>
internal sealed class TransferLines
{
    private TransferLines(IReadOnlyList<string> lines, IReadOnlyList<string> entries)
    {
        Lines = lines;
        Entries = entries;
    }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>The entries as the lists show them, each once.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>Takes the lines of a list, and gives what is wrong with them.</summary>
    /// <param name="lines">The lines with their numbers, from 1.</param>
    /// <param name="open">Reads the list.</param>
    public static (TransferLines Lines, IReadOnlyList<ConfigurationProblem> Problems) Of<T>(
        IReadOnlyList<(string Text, int Number)> lines, Func<byte[], ListFile<T>> open)
        where T : class, IEquatable<T>
    {
        (string Text, int Number)[] kept = Trim([.. lines.Select(line => (line.Text.Trim(), line.Number))]);
        ListFile<T> list = open(ToBytes(kept.Select(line => line.Text), "\n"));
        return (
            new TransferLines([.. kept.Select(line => line.Text)], [.. list.Entries.Select(entry => entry.Entry.ToString()!).Distinct()]),
            [.. list.Problems.Select(problem => problem.Line == 0 ? problem : problem with { Line = kept[problem.Line - 1].Number })]);
    }

    /// <summary>Takes a list's file; lines that are no entries are given as problems and left out.</summary>
    public static (TransferLines Lines, IReadOnlyList<ConfigurationProblem> Problems) Read<T>(byte[]? content, Func<byte[], ListFile<T>> open)
        where T : class, IEquatable<T>
    {
        (string Text, int Number)[] lines = [.. TextDocument.Parse(content).Lines.Select((text, index) => (text, index + 1))];
        IReadOnlyList<ConfigurationProblem> problems = Of(lines, open).Problems;
        HashSet<int> bad = [.. problems.Select(problem => problem.Line)];
        return (Of([.. lines.Where(line => !bad.Contains(line.Number))], open).Lines, problems);
    }

    /// <summary>Whether a line can stand in an export: whole, and as one line.</summary>
    public static bool CanBeCarried(string line)
    {
        if (line.Any(c => char.IsControl(c) && c != '\t')) return false;
        try
        {
            XmlConvert.VerifyXmlChars(line);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>The bytes of a file with these lines.</summary>
    public byte[] ToBytes() => ToBytes(Lines, Environment.NewLine);

    private static byte[] ToBytes(IEnumerable<string> lines, string end) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + end)));

    // Empty lines at both ends are those of the element around it.
    private static (string Text, int Number)[] Trim((string Text, int Number)[] lines)
    {
        int start = Array.FindIndex(lines, line => line.Text.Length > 0);
        int end = Array.FindLastIndex(lines, line => line.Text.Length > 0);
        return start < 0 ? [] : [.. lines.Skip(start).Take(end + 1 - start)];
    }
}
