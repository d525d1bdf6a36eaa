using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Wine;

public class WinePrefixTests
{
    [UnixFact]
    public async Task A_program_that_Wine_did_not_start_runs_again()
    {
        using var folder = new TemporaryFolder();
        const string StartsOnceTold = """[ -e "$0.told" ] && echo started && exit 7; touch "$0.told"; echo "ShellExecuteEx failed: Internal error."; exit 1""";

        ProgramResult result = await ProgramRunner.RunAsync(
            "/bin/sh", ["-c", WinePrefix.UntilStarted, folder["output"], "/bin/sh", "-c", StartsOnceTold, folder["program"]]);

        Assert.Equal((7, "started\n"), (result.ExitCode, await File.ReadAllTextAsync(folder["output"])));
    }

    [UnixFact]
    public async Task What_never_starts_is_given_up()
    {
        using var folder = new TemporaryFolder();
        const string NeverStarts = """echo >> "$0"; echo "ShellExecuteEx failed: Internal error."; exit 1""";

        ProgramResult result = await ProgramRunner.RunAsync(
            "/bin/sh", ["-c", WinePrefix.UntilStarted, folder["output"], "/bin/sh", "-c", NeverStarts, folder["starts"]]);

        Assert.Equal((1, 3), (result.ExitCode, (await File.ReadAllLinesAsync(folder["starts"])).Length));
    }
}
