using System.Runtime.InteropServices;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

/// <summary>The program as a build leaves it, started from a shell that knows nothing of the build.</summary>
public sealed class LauncherTests
{
    [NamespaceFact("unshare -m sh -c 'mount -t tmpfs none /mnt'")]
    public async Task TheSdkThatTheBuildFetched_IsFoundWhereTheSystemHasNone()
    {
        string fetched = Path.Combine(ProjectFiles.Root, ".dotnet");
        string installed = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        bool isNew = !Directory.Exists(fetched);
        Directory.CreateDirectory(fetched);
        try
        {
            // A .NET of this system, seen by the program's process alone at the place of the fetched one only.
            string move = installed.TrimEnd('/') == fetched ? "true" : "mount --bind \"$1\" \"$2\" && mount -t tmpfs none \"$1\"";
            ProgramResult result = await ProgramRunner.RunAsync("unshare",
                ["-m", "sh", "-c", $"{move} && unset DOTNET_ROOT DOTNET_ROOT_X64 && exec \"$0\" --version", GatewayProgram.ProgramPath, installed, fetched]);
            Assert.True(result.ExitCode == 0, result.ToString());
            Assert.Equal(ProductVersion.Text, result.Output.Trim());
        }
        finally
        {
            if (isNew) Directory.Delete(fetched);
        }
    }
}
