using System.Diagnostics;

namespace OmsGateway.Fuzzing.Engine;

/// <summary>An input that broke something.</summary>
/// <param name="Kind">What broke and where; two inputs of one kind are one finding.</param>
/// <param name="Message">What broke, in full.</param>
internal sealed record Finding(string Kind, string Message)
{
    // A busy machine makes anything slow once.
    private const int TrialsOfSlowness = 3;

    /// <summary>Tries an input; null when all held.</summary>
    public static Finding? Of(FuzzTarget target, byte[] input)
    {
        for (int trial = 1; ; trial++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            try
            {
                target.Try(input);
            }
            catch (Exception e)
            {
                return new Finding($"{e.GetType().Name} {PlaceOf(e)}", e.ToString());
            }

            TimeSpan time = Stopwatch.GetElapsedTime(started);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (allocated > target.MaximumAllocation) return new Finding("memory", $"{allocated} bytes were allocated");
            if (time <= target.MaximumTime) return null;
            if (trial == TrialsOfSlowness) return new Finding("time", $"It took {time.TotalSeconds:F1} seconds");
        }
    }

    private static string PlaceOf(Exception e)
    {
        IEnumerable<string> frames = new StackTrace(e).GetFrames()
            .Select(f => f.GetMethod())
            .Where(m => m?.DeclaringType?.FullName is { } name && name.StartsWith("OmsGateway.", StringComparison.Ordinal)
                && !name.StartsWith(typeof(Invariant).FullName!, StringComparison.Ordinal))
            .Select(m => $"{m!.DeclaringType!.Name}.{m.Name}");
        string place = frames.FirstOrDefault() ?? "";
        return e is BrokenInvariantException ? $"{place}: {e.Message.Split(':')[0]}" : place;
    }
}
