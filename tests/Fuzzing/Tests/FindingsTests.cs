using OmsGateway.Fuzzing.Engine;
using OmsGateway.Fuzzing.Targets;

namespace OmsGateway.Fuzzing.Tests;

/// <summary>What fuzzing once found stays fixed.</summary>
public class FindingsTests
{
    public static IEnumerable<object[]> Kept() =>
        FuzzTargets.All.SelectMany(t => InputFolder.Findings.Files(t).Select(f => new object[] { t.Name, Path.GetFileName(f) }));

    [Theory]
    [MemberData(nameof(Kept))]
    public void What_was_found_stays_mended(string target, string finding)
    {
        FuzzTarget found = FuzzTargets.Get(target);
        string path = InputFolder.Findings.Files(found).Single(f => Path.GetFileName(f) == finding);
        Assert.Null(Finding.Of(found, File.ReadAllBytes(path)));
    }
}
