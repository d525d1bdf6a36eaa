using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OmsGateway.Configuration.Native;

/// <summary>WinHTTP's proxy settings; replaced in a test.</summary>
internal interface IWinHttp
{
    /// <summary>The proxies and the exceptions as they stand in the registry; null when connections are direct.</summary>
    /// <exception cref="Win32Exception">They cannot be read.</exception>
    (string Proxies, string Exceptions)? GetDefaultProxy();
}

/// <summary>The operating system's WinHTTP.</summary>
internal sealed class WinHttp : IWinHttp
{
    // WINHTTP_ACCESS_TYPE_NAMED_PROXY in winhttp.h.
    private const uint NamedProxy = 3;

    /// <inheritdoc/>
    public (string Proxies, string Exceptions)? GetDefaultProxy()
    {
        if (!WinHttpGetDefaultProxyConfiguration(out ProxyInfo info)) throw new Win32Exception(Marshal.GetLastWin32Error());
        string? proxies = Take(info.Proxies), exceptions = Take(info.Exceptions);
        return info.AccessType == NamedProxy && !string.IsNullOrWhiteSpace(proxies) ? (proxies!, exceptions ?? "") : null;
    }

    // "To free this memory, call GlobalFree", says the function's page.
    private static string? Take(IntPtr text)
    {
        if (text == IntPtr.Zero) return null;
        string? taken = Marshal.PtrToStringUni(text);
        GlobalFree(text);
        return taken;
    }

    [DllImport("winhttp", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool WinHttpGetDefaultProxyConfiguration(out ProxyInfo info);

    [DllImport("kernel32")]
    private static extern IntPtr GlobalFree(IntPtr memory);

    [StructLayout(LayoutKind.Sequential)]
    private struct ProxyInfo
    {
        public uint AccessType;
        public IntPtr Proxies;
        public IntPtr Exceptions;
    }
}
