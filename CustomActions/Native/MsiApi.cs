using System.Runtime.InteropServices;

namespace OmsGateway.CustomActions.Native;

/// <summary>The functions of msi.dll that a custom action calls.</summary>
internal static partial class MsiApi
{
    public const uint ERROR_SUCCESS = 0;
    public const uint ERROR_MORE_DATA = 234;
    public const uint ERROR_NO_MORE_ITEMS = 259;

    public const uint INSTALLMESSAGE_ERROR = 0x01000000;
    public const uint INSTALLMESSAGE_WARNING = 0x02000000;
    public const uint INSTALLMESSAGE_INFO = 0x04000000;

    public const int INSTALLSTATE_ABSENT = 2;
    public const int INSTALLSTATE_LOCAL = 3;

    private const StringMarshalling Utf16 = StringMarshalling.Utf16;

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

    [LibraryImport("msi", StringMarshalling = Utf16)]
    public static partial uint MsiRecordGetStringW(uint record, uint field, Span<char> value, ref uint length);

    [LibraryImport("msi")]
    public static partial int MsiProcessMessage(uint install, uint type, uint record);

    [LibraryImport("msi", StringMarshalling = Utf16)]
    public static partial uint MsiFormatRecordW(uint install, uint record, Span<char> value, ref uint length);

    [LibraryImport("msi", StringMarshalling = Utf16)]
    public static partial uint MsiDoActionW(uint install, string action);

    [LibraryImport("msi", StringMarshalling = Utf16)]
    public static partial uint MsiGetComponentStateW(uint install, string component, out int installed, out int action);

    [LibraryImport("msi")]
    public static partial uint MsiGetActiveDatabase(uint install);

    [LibraryImport("msi", StringMarshalling = Utf16)]
    public static partial uint MsiDatabaseOpenViewW(uint database, string query, out uint view);

    [LibraryImport("msi")]
    public static partial uint MsiViewExecute(uint view, uint record);

    [LibraryImport("msi")]
    public static partial uint MsiViewFetch(uint view, out uint record);

    [LibraryImport("msi")]
    public static partial uint MsiCloseHandle(uint handle);
}
