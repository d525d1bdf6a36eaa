namespace OmsGateway.PowerShell.Tests.Guide;

/// <summary>Every PowerShell example of the documentation and the help works.</summary>
public sealed class ExampleTests(ExampleRun run) : IClassFixture<ExampleRun>
{
    public static TheoryData<string, string> Runnable => Data(isWindowsOnly: false);

    public static TheoryData<string, string> WindowsOnly => Data(isWindowsOnly: true);

    [Theory]
    [MemberData(nameof(Runnable))]
    [MemberData(nameof(WindowsOnly), Skip = "needs Windows with the gateway installed; parsed only")]
    public void An_example_runs(string file, string code)
    {
        string? errors = run.ErrorsOf(file, code);
        Assert.True(errors is "", errors ?? "It was not run.");
    }

    private static TheoryData<string, string> Data(bool isWindowsOnly)
    {
        TheoryData<string, string> data = [];
        foreach (Example example in Example.All.Where(e => e.IsWindowsOnly == isWindowsOnly).Distinct()) data.Add(example.File, example.Code);
        return data;
    }
}
