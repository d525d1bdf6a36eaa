using System.ComponentModel;
using System.Diagnostics;

namespace OmsGateway.Configuration.Status;

/// <summary>The processes that run now.</summary>
internal static class ProcessTable
{
    // The status and a process's start are timed by clocks that need not agree to the second.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>Whether the process that had an id at a time still runs; another one may have got its id since.</summary>
    public static bool IsAlive(int id, DateTimeOffset seen)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime() <= seen.UtcDateTime + Tolerance;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // Windows does not tell everybody when another account's process began.
            return true;
        }
    }
}
