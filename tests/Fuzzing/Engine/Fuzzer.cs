using System.Diagnostics;
using OmsGateway.Fuzzing.Coverage;
using OmsGateway.Fuzzing.Mutation;

namespace OmsGateway.Fuzzing.Engine;

/// <summary>
/// Tries mutations of a target's inputs. Where the assemblies are instrumented, an input that reaches new code joins the
/// corpus. The same seed and number of inputs give the same run.
/// </summary>
internal sealed class Fuzzer
{
    private readonly FuzzTarget _target;
    private readonly Random _random;
    private readonly Mutator _mutator;
    private readonly List<byte[]> _corpus = [];
    private readonly HashSet<(int Block, int Magnitude)> _seen = [];
    private readonly Dictionary<string, (Finding Finding, byte[] Input)> _findings = [];

    public Fuzzer(FuzzTarget target, int seed, IEnumerable<byte[]> corpus)
    {
        _target = target;
        _random = new Random(seed);
        _mutator = new Mutator(target, _random);
        foreach (byte[] input in target.Seeds.Concat(corpus)) Take(input, isKnown: true);
    }

    /// <summary>Inputs tried so far.</summary>
    public long Tried { get; private set; }

    /// <summary>Blocks of code reached, each counted once per order of magnitude of its runs; 0 when nothing is instrumented.</summary>
    public int Coverage => _seen.Count;

    /// <summary>The inputs that each reached something new, seeds first.</summary>
    public IReadOnlyList<byte[]> Corpus => _corpus;

    /// <summary>What was found: one input for each kind of finding.</summary>
    public IReadOnlyCollection<(Finding Finding, byte[] Input)> Findings => _findings.Values;

    /// <summary>Called with each input before it is tried.</summary>
    public Action<byte[]> BeforeEach { get; init; } = _ => { };

    /// <summary>Tries a number of inputs.</summary>
    public void Run(long inputs)
    {
        for (long i = 0; i < inputs; i++) Take(_mutator.Next(_corpus), isKnown: false);
    }

    /// <summary>Tries inputs for a time.</summary>
    public void Run(TimeSpan time)
    {
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time) Run(16);
    }

    private void Take(byte[] input, bool isKnown)
    {
        BlockCounters.Reset();
        BeforeEach(input);
        Finding? finding = Finding.Of(_target, input);
        Tried++;
        if (finding is not null) _findings.TryAdd(finding.Kind, (finding, input));
        if (FindNewBlocks() || isKnown) _corpus.Add(input);
    }

    private bool FindNewBlocks()
    {
        bool isNew = false;
        ReadOnlySpan<byte> counts = BlockCounters.Counts;
        for (int i = 0; (i = IndexOfNext(counts, i)) >= 0; i++) isNew |= _seen.Add((i, int.Log2(counts[i])));
        return isNew;
    }

    private static int IndexOfNext(ReadOnlySpan<byte> counts, int from)
    {
        int index = counts[from..].IndexOfAnyExcept((byte)0);
        return index < 0 ? -1 : from + index;
    }
}
