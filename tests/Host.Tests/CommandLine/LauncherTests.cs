using System.Runtime.InteropServices;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

/// <summary>The program as a build leaves it, started from a shell that knows nothing of the build.</summary>
public sealed class LauncherTests
{
    [NamespaceFact("unshare -m sh -c 'mount -t tmpfs none /mnt'")]
    public async Task The_SDK_that_the_build_fetched_is_found_where_the_system_has_none()
    {
        // A project's folder of its own: an empty .dotnet in the real one would keep every other test's program from starting.
        using var project = new TemporaryFolder();
        string programs = Directory.CreateDirectory(Path.Combine(project.Root, "artifacts", "bin", "OmsGateway.Host.Tests", "debug")).FullName;
        string fetched = Directory.CreateDirectory(Path.Combine(project.Root, ".dotnet")).FullName;
        string installed = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string program = Path.Combine(programs, Path.GetFileName(GatewayProgram.ProgramPath));

        // In mounts that only this process sees, the .NET of this system is at the place of the fetched one and nowhere else.
        ProgramResult result = await ProgramRunner.RunAsync("unshare",
            ["-m", "sh", "-c", """
                set -e
                mount --bind "$1" "$2"
                mount --bind "$3" "$4"
                mount -t tmpfs none "$3"
                unset DOTNET_ROOT DOTNET_ROOT_X64
                exec "$0" --version
                """, program, AppContext.BaseDirectory, programs, installed, fetched]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(ProductVersion.Text, result.Output.Trim());
    }

    /// <summary>An installation on Linux copies one file; the program on CoreCLR needs its assemblies beside it.</summary>
    [UnixFact]
    [Trait("Native", "yes")]
    public async Task The_file_alone_runs_where_it_is_native()
    {
        using var folder = new TemporaryFolder();
        ProgramResult result = await ProgramRunner.RunAsync("sh",
            ["-c", "unset DOTNET_ROOT DOTNET_ROOT_X64; cp \"$0\" \"$1/gateway\" && exec \"$1/gateway\" --version", GatewayProgram.ProgramPath, folder.Root]);

        Assert.Equal(GatewayProgram.IsNative, result.ExitCode == 0);
        Assert.Equal(GatewayProgram.IsNative ? ProductVersion.Text : "", result.Output.Trim());
    }
}
