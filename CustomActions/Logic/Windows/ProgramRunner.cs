using System.Diagnostics;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Starts programs without a window and without a shell in between.</summary>
internal sealed class ProgramRunner : IProgramRunner
{
    public int Run(string program, string arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, CreateNoWindow = true };
#pragma warning disable RS0030 // The only place in setup that starts programs.
        using Process process = Process.Start(start)!;
#pragma warning restore RS0030
        process.WaitForExit();
        return process.ExitCode;
    }
}
