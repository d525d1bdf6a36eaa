using System.Runtime.InteropServices;

namespace OmsGateway.CustomActions.Windows.Native;

/// <summary>The product functions of msi.dll.</summary>
internal static class MsiApi
{
    public const uint ERROR_SUCCESS = 0;
    public const uint ERROR_MORE_DATA = 234;

    // DllImport, since LibraryImport needs .NET 7 and this library is for .NET Framework as well, with DTF.
    [DllImport("msi", CharSet = CharSet.Unicode, ExactSpelling = true)]
    public static extern uint MsiEnumProductsW(uint index, [Out] char[] product);

    [DllImport("msi", CharSet = CharSet.Unicode, ExactSpelling = true)]
    public static extern uint MsiGetProductInfoW(string product, string property, [Out] char[] value, ref uint length);
}
