using System.Runtime.InteropServices;

namespace OmsGateway.Configuration.Native;

/// <summary>The lock under which Windows applies Group Policy to the computer.</summary>
internal static class UserEnv
{
    /// <summary>Takes the lock, however long that takes; zero where this user may not, or Windows has no Group Policy.</summary>
    public static IntPtr TryEnter()
    {
        try
        {
            return EnterCriticalPolicySection(machine: true);
        }
        catch (TypeLoadException)
        {
            return IntPtr.Zero;
        }
    }

    /// <summary>Releases it.</summary>
    public static void Leave(IntPtr section) => LeaveCriticalPolicySection(section);

    [DllImport("userenv", ExactSpelling = true)]
    private static extern IntPtr EnterCriticalPolicySection([MarshalAs(UnmanagedType.Bool)] bool machine);

    [DllImport("userenv", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool LeaveCriticalPolicySection(IntPtr section);
}
