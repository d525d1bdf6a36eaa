using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OmsGateway.Host.Native;

/// <summary>The console functions of kernel32.</summary>
[SupportedOSPlatform("windows")]
internal static partial class ConsoleApi
{
    private const int STD_OUTPUT_HANDLE = -11;
    private const uint ENABLE_PROCESSED_OUTPUT = 1;
    private const uint ENABLE_VIRTUAL_TERMINAL_PROCESSING = 4;

    /// <summary>
    /// Has the console obey control sequences, as Windows does since Server 2016 (Microsoft, "Console Virtual Terminal Sequences").
    /// </summary>
    /// <returns>The mode that was set before, or null where the console knows none.</returns>
    public static uint? TryEnableSequences()
    {
        nint output = GetStdHandle(STD_OUTPUT_HANDLE);
        return GetConsoleMode(output, out uint mode)
            && SetConsoleMode(output, mode | ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING) ? mode : null;
    }

    /// <summary>Sets a mode that was set before.</summary>
    public static void Restore(uint mode) => SetConsoleMode(GetStdHandle(STD_OUTPUT_HANDLE), mode);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint GetStdHandle(int handle);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint handle, out uint mode);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint handle, uint mode);
}
