using System.ComponentModel;
using System.Diagnostics;

namespace OmsGateway.TestSupport;

/// <summary>
/// A test that needs rights which not every account has: to mount a file system or to build a network for itself alone.
/// Without them it is shown as skipped with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NamespaceFactAttribute : FactAttribute
{
    /// <param name="command">
    /// A shell command that only works with the rights, and leaves nothing behind. It runs in the folder of the tests' programs.
    /// </param>
    public NamespaceFactAttribute(string command) => Skip = OperatingSystem.IsLinux() ? Try(command) : "needs Linux";

    private static string? Try(string command)
    {
        try
        {
            using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command])
            {
                WorkingDirectory = AppContext.BaseDirectory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            string errors = shell.StandardError.ReadToEnd();
            shell.WaitForExit();
            return shell.ExitCode == 0 ? null : $"this account may not '{command}': {errors.Trim()}";
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }
}
