using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OmsGateway.WizardDriver;

/// <summary>Starts programs under a token from which the administrators' group is taken.</summary>
internal static unsafe partial class OrdinaryUser
{
    private const uint TokenAllAccess = 0xF01FF;
    private const int WinBuiltinAdministratorsSid = 26;
    private const int MaximumSidSize = 68;
    private const uint Forever = uint.MaxValue;

    /// <summary>Runs a program to its end and returns its exit code.</summary>
    public static int Run(string[] program)
    {
        Check(OpenProcessToken(GetCurrentProcess(), TokenAllAccess, out nint token));
        byte* sid = stackalloc byte[MaximumSidSize];
        int size = MaximumSidSize;
        Check(CreateWellKnownSid(WinBuiltinAdministratorsSid, 0, sid, ref size));
        var administrators = new SidAndAttributes { Sid = sid };
        Check(CreateRestrictedToken(token, 0, 1, &administrators, 0, 0, 0, 0, out nint restricted));
        // As Windows passes arguments on: those with a space in quotation marks.
        string commandLine = string.Join(' ', program.Select(a => a.Contains(' ') ? $"\"{a}\"" : a)) + '\0';
        var startup = new StartupInfo { Size = sizeof(StartupInfo) };
        ProcessInformation started;
        fixed (char* text = commandLine) Check(CreateProcessAsUserW(restricted, null, text, 0, 0, false, 0, 0, null, &startup, out started));
        _ = WaitForSingleObject(started.Process, Forever);
        Check(GetExitCodeProcess(started.Process, out uint code));
        return (int)code;
    }

    private static void Check(bool isDone)
    {
        if (!isDone) throw new Win32Exception();
    }

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentProcess();

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool OpenProcessToken(nint process, uint rights, out nint token);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateWellKnownSid(int kind, nint domain, byte* sid, ref int size);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateRestrictedToken(
        nint token, uint flags, uint disableCount, SidAndAttributes* disabled, uint deleteCount, nint deleted, uint restrictCount, nint restricting,
        out nint restricted);

    [LibraryImport("advapi32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateProcessAsUserW(
        nint token, string? application, char* commandLine, nint processAttributes, nint threadAttributes, [MarshalAs(UnmanagedType.Bool)] bool inherits,
        uint flags, nint environment, string? directory, StartupInfo* startup, out ProcessInformation started);

    [LibraryImport("kernel32")]
    private static partial uint WaitForSingleObject(nint handle, uint milliseconds);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetExitCodeProcess(nint process, out uint code);

    private struct SidAndAttributes
    {
        public byte* Sid;
        public uint Attributes;
    }

    // STARTUPINFOW; nothing but its size is set.
    [StructLayout(LayoutKind.Sequential, Size = 104)]
    private struct StartupInfo
    {
        public int Size;
    }

    private struct ProcessInformation
    {
        public nint Process;
        public nint Thread;
        public uint ProcessId;
        public uint ThreadId;
    }
}
