using System.Runtime.InteropServices;

namespace OmsGateway.CustomActions.Native;

/// <summary>The functions of msi.dll that a custom action calls.</summary>
internal static partial class MsiApi
{
    public const uint ERROR_SUCCESS = 0;
    public const uint ERROR_MORE_DATA = 234;

    public const uint INSTALLMESSAGE_ERROR = 0x01000000;
    public const uint INSTALLMESSAGE_WARNING = 0x02000000;
    public const uint INSTALLMESSAGE_INFO = 0x04000000;

    private const StringMarshalling Utf16 = StringMarshalling.Utf16;

    // MSIHANDLE is an unsigned long, which has 32 bits in 64-bit Windows too (msi.h).
    [LibraryImport("msi", StringMarshalling = Utf16)]
    public static partial uint MsiGetPropertyW(uint install, string name, Span<char> value, ref uint length);

    [LibraryImport("msi", StringMarshalling = Utf16)]
    public static partial uint MsiSetPropertyW(uint install, string name, string value);

    [LibraryImport("msi")]
    public static partial uint MsiCreateRecord(uint fields);

    [LibraryImport("msi", StringMarshalling = Utf16)]
    public static partial uint MsiRecordSetStringW(uint record, uint field, string value);

    [LibraryImport("msi")]
    public static partial uint MsiRecordSetInteger(uint record, uint field, int value);

    [LibraryImport("msi")]
    public static partial int MsiProcessMessage(uint install, uint type, uint record);

    [LibraryImport("msi")]
    public static partial uint MsiCloseHandle(uint handle);
}
