using System.Globalization;

namespace OmsGateway.Soak.Measuring;

/// <summary>
/// Whether a process stays as it is under a steady load. The first third of the samples is warm-up; the median of the last
/// third may exceed that of the second by a small share. At rest, where what is held does not depend on chance, the last
/// reading is held against the first; memory is not, since the pools' pages come and go.
/// </summary>
internal sealed record Flatness(string What, double SecondThird, double LastThird, double FirstRest, double LastRest, double Allowed, double? AllowedAtRest)
{
    public bool IsFlat => LastThird <= SecondThird + Allowed && (AllowedAtRest is null || LastRest <= FirstRest + AllowedAtRest);

    public static IReadOnlyList<Flatness> Judge(IReadOnlyList<Sample> work, IReadOnlyList<Sample> rests)
    {
        bool isShort = work.Count < 250;
        return
        [
            // What the process keeps depends on when collections and thread starts happen; 5 % is twice their play. In the
            // first minutes code is still being compiled, pools still grow and threads still start; a leak in every tunnel is
            // several times what is allowed for that.
            Judged("memory, MB", s => s.Memory / 1e6, share: 0.05, atLeast: isShort ? 12 : 3, atRest: null),
            Judged("heap, MB", s => s.Heap / 1e6, share: 0.10, atLeast: 2, atRest: isShort ? 3 : 0.5),
            Judged("handles", s => s.Handles, share: 0.10, atLeast: 10, atRest: isShort ? 12 : 3),
        ];

        Flatness Judged(string what, Func<Sample, double> value, double share, double atLeast, double? atRest)
        {
            int third = work.Count / 3;
            double second = Median(work.Skip(third).Take(third).Select(value)), last = Median(work.Skip(2 * third).Select(value));
            return new Flatness(what, second, last, value(rests[0]), value(rests[^1]), Math.Max(atLeast, second * share), atRest);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{What,-12} {SecondThird,10:0.0} {LastThird,10:0.0} {Allowed,10:0.0} {FirstRest,10:0.00} {LastRest,10:0.00} {AllowedAtRest,10:0.0}   "
        + $"{(IsFlat ? "flat" : "NOT FLAT")}");

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}
