using System.Diagnostics;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Fuzzing.Targets;

namespace OmsGateway.Fuzzing.Command;

/// <summary>The long run: each target in turn, what is found made small and kept.</summary>
internal static class FuzzCommand
{
    /// <summary>Runs; 0 when nothing was found.</summary>
    public static int Run(string[] arguments)
    {
        FuzzOptions options = FuzzOptions.Parse(arguments, TextWriter.Null)!;
        Console.WriteLine($"Seed {options.Seed}.");
        bool isClean = true;
        foreach (FuzzTarget target in FuzzTargets.All.Where(t => options.Targets.Count == 0 || options.Targets.Contains(t.Name)))
            isClean &= Fuzz(target, options);
        return isClean ? 0 : 1;
    }

    private static bool Fuzz(FuzzTarget target, FuzzOptions options)
    {
        var corpus = new InputFolder(options.Corpus);
        // Should the process die of an input, that one is the last file's content.
        using var last = new LastInput(Path.Combine(options.Corpus, target.Name + ".last"), target.MaximumLength);
        string[] known = [.. corpus.Files(target)];
        long started = Stopwatch.GetTimestamp();
        var fuzzer = new Fuzzer(target, options.Seed, known.Select(File.ReadAllBytes)) { BeforeEach = last.Write };
        int before = fuzzer.Corpus.Count;
        fuzzer.Run(options.Time);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        foreach (byte[] input in fuzzer.Corpus.Skip(before)) corpus.Add(target, input);

        Console.WriteLine(string.Create(null,
            $"{target.Name,-18} {fuzzer.Tried,9} inputs, {fuzzer.Tried / seconds,8:F0} a second, "
            + $"coverage {fuzzer.Coverage}, corpus {fuzzer.Corpus.Count} (+{fuzzer.Corpus.Count - before}), findings {fuzzer.Findings.Count}"));
        var findings = new InputFolder(options.Findings);
        foreach ((Finding finding, byte[] input) in fuzzer.Findings)
        {
            string path = findings.Add(target, Minimizer.Minimize(target, input, finding.Kind));
            Console.WriteLine($"FOUND {finding.Kind}, kept as {path}\n{finding.Message}");
        }

        return fuzzer.Findings.Count == 0;
    }
}
