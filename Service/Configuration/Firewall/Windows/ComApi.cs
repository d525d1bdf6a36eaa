using System.Runtime.InteropServices;

namespace OmsGateway.Configuration.Firewall.Windows;

/// <summary>COM, in ole32.</summary>
internal static class ComApi
{
    public const uint COINIT_MULTITHREADED = 0;
    public const uint CLSCTX_ALL = 0x17;

    [DllImport("ole32", ExactSpelling = true)]
    public static extern int CoInitializeEx(nint reserved, uint mode);

    [DllImport("ole32", ExactSpelling = true)]
    public static extern int CoCreateInstance(in Guid type, nint outer, uint context, in Guid contract, out nint value);
}
