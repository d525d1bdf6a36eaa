using OmsGateway.Fuzzing.Engine;
using OmsGateway.Fuzzing.Targets;

namespace OmsGateway.Fuzzing.Tests;

/// <summary>A short run of each target, the same each time. ./build.sh fuzz makes long ones.</summary>
public class ShortRunTests
{
    public static TheoryData<string> Targets() => new(FuzzTargets.All.Select(t => t.Name));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Nothing_is_found(string name)
    {
        FuzzTarget target = FuzzTargets.Get(name);
        var fuzzer = new Fuzzer(target, seed: 1, []);
        fuzzer.Run(target.ShortRun);
        Assert.True(fuzzer.Findings.Count == 0, string.Join("\n\n", fuzzer.Findings.Select(
            f => $"{f.Finding.Message}\ninput: {Convert.ToHexString(Minimizer.Minimize(target, f.Input, f.Finding.Kind))}")));
    }
}
