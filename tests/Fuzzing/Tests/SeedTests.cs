using OmsGateway.Fuzzing.Targets;
using OmsGateway.MsiBuilder;

namespace OmsGateway.Fuzzing.Tests;

/// <summary>What mutations begin with is valid: of a sample that does not compile, no mutation reaches the code behind the compiler.</summary>
public class SeedTests
{
    [Theory]
    [InlineData("wix")]
    [InlineData("wxl")]
    public void The_sample_compiles(string target)
    {
        var wix = (WixTarget)FuzzTargets.Get(target);
        using CompileResult result = wix.Compile(wix.Seeds.Single());
        Assert.True(result.Database is not null, string.Join('\n', result.Diagnostics));
    }
}
