using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OmsGateway.Configuration.Native;

/// <summary>
/// Windows' data protection for this machine. Called directly because the package for it comes in a version of its own with
/// each PowerShell, which a module must not depend on.
/// </summary>
internal static class Crypt32
{
    private const uint CRYPTPROTECT_UI_FORBIDDEN = 1;
    private const uint CRYPTPROTECT_LOCAL_MACHINE = 4;

    // No prompt, since a service has no desktop; for all accounts, since an administrator protects what the service's account reads.
    private const uint MachineWide = CRYPTPROTECT_UI_FORBIDDEN | CRYPTPROTECT_LOCAL_MACHINE;

    private delegate bool Transform(ref Blob input, ref Blob entropy, out Blob output);

    public static byte[] Protect(byte[] data, byte[] entropy) => Run(
        data, entropy, static (ref Blob input, ref Blob salt, out Blob output) =>
            CryptProtectData(ref input, IntPtr.Zero, ref salt, IntPtr.Zero, IntPtr.Zero, MachineWide, out output));

    public static byte[] Unprotect(byte[] data, byte[] entropy) => Run(
        data, entropy, static (ref Blob input, ref Blob salt, out Blob output) =>
            CryptUnprotectData(ref input, IntPtr.Zero, ref salt, IntPtr.Zero, IntPtr.Zero, CRYPTPROTECT_UI_FORBIDDEN, out output));

    private static byte[] Run(byte[] data, byte[] entropy, Transform transform)
    {
        GCHandle pinnedData = GCHandle.Alloc(data, GCHandleType.Pinned), pinnedEntropy = GCHandle.Alloc(entropy, GCHandleType.Pinned);
        try
        {
            var input = new Blob { Length = data.Length, Data = pinnedData.AddrOfPinnedObject() };
            var salt = new Blob { Length = entropy.Length, Data = pinnedEntropy.AddrOfPinnedObject() };
            if (!transform(ref input, ref salt, out Blob output)) throw new Win32Exception(Marshal.GetLastWin32Error());
            return Take(output);
        }
        finally
        {
            pinnedData.Free();
            pinnedEntropy.Free();
        }
    }

    // What Windows gave may be the secret in the clear.
    private static byte[] Take(Blob blob)
    {
        byte[] bytes = new byte[blob.Length];
        Marshal.Copy(blob.Data, bytes, 0, blob.Length);
        for (int i = 0; i < blob.Length; i++) Marshal.WriteByte(blob.Data, i, 0);
        LocalFree(blob.Data);
        return bytes;
    }

    [DllImport("crypt32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptProtectData(
        ref Blob data, IntPtr description, ref Blob entropy, IntPtr reserved, IntPtr prompt, uint flags, out Blob result);

    [DllImport("crypt32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptUnprotectData(
        ref Blob data, IntPtr description, ref Blob entropy, IntPtr reserved, IntPtr prompt, uint flags, out Blob result);

    [DllImport("kernel32")]
    private static extern IntPtr LocalFree(IntPtr memory);

    [StructLayout(LayoutKind.Sequential)]
    private struct Blob
    {
        public int Length;
        public IntPtr Data;
    }
}
