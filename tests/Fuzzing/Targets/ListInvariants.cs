using OmsGateway.Configuration;
using OmsGateway.Configuration.Lists;
using OmsGateway.Fuzzing.Engine;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>What holds for a list file of any kind.</summary>
internal static class ListInvariants
{
    public static void Check<T>(ListFile<T> list, byte[] input)
        where T : class, IEquatable<T>
    {
        int lines = input.Count(b => b == '\n') + 1;
        Invariant.Holds(list.Entries.All(e => e.Line >= 1 && e.Line <= lines), "An entry stands beyond the file");
        foreach (ConfigurationProblem problem in list.Problems)
        {
            Invariant.IsMessage(problem.ToString(), "A problem");
            Invariant.Holds(problem.Line >= 0 && problem.Line <= lines, "A problem stands beyond the file");
        }

        Invariant.SameBytes(input, list.ToBytes(), "The file and the file unedited");
    }

    /// <summary>Adding an entry to a valid list, as to no other, and taking it out again changes nothing else.</summary>
    public static void CheckEdit<T>(byte[] input, T entry, Func<byte[], ListFile<T>> read)
        where T : class, IEquatable<T>
    {
        ListFile<T> before = read(input), list = read(input);
        if (before.Problems.Count > 0) return;
        bool isAdded = list.Add(entry);
        ListFile<T> added = read(list.ToBytes());
        Invariant.Same(before.Entries.Count + (isAdded ? 1 : 0), added.Entries.Count, "The number of entries after adding one");
        Invariant.Holds(
            before.Entries.Select(e => e.Entry).Append(entry).All(e => added.Entries.Any(a => a.Entry.Equals(e))), "An entry was lost by adding one");
        Invariant.Same(0, added.Problems.Count, "The number of problems after adding one");
        added.Remove(entry);
        T[] left = [.. read(added.ToBytes()).Entries.Select(e => e.Entry)];
        Invariant.Holds(before.Entries.Select(e => e.Entry).Where(e => !e.Equals(entry)).SequenceEqual(left), "Other entries are left than before");
    }
}
