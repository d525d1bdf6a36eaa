namespace OmsGateway.Configuration;

/// <summary>Finds the word that somebody most likely meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate within a third of the word's length in edits, the nearest first; null when none is.</summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        // Longer than any candidate by far: not a slip, and the comparison's cost grows with its length.
        if (word.Length > 64) return null;
        return candidates
            .Select(candidate => (candidate, distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(c => c.distance <= Math.Max(1, Math.Max(word.Length, c.candidate.Length) / 3))
            .OrderBy(c => c.distance)
            .Select(c => c.candidate)
            .FirstOrDefault();
    }

    // Levenshtein distance, one row at a time.
    private static int Distance(string a, string b)
    {
        int[] row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
