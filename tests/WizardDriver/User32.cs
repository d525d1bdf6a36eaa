using System.Runtime.InteropServices;

namespace OmsGateway.WizardDriver;

/// <summary>The functions of user32.dll that see windows and type and click as a person does; their names are Windows'.</summary>
internal static partial class User32
{
    public const int GWL_STYLE = -16;
    public const uint WM_GETTEXT = 0x0D;
    public const uint BM_GETCHECK = 0xF0;
    public const uint SMTO_ABORTIFHUNG = 2;
    public const uint INPUT_MOUSE = 0;
    public const uint INPUT_KEYBOARD = 1;
    public const uint KEYEVENTF_KEYUP = 2;
    public const uint KEYEVENTF_UNICODE = 4;
    public const uint MOUSEEVENTF_LEFTDOWN = 2;
    public const uint MOUSEEVENTF_LEFTUP = 4;

    [StructLayout(LayoutKind.Sequential)]
    public struct RECT
    {
        public int Left, Top, Right, Bottom;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct GUITHREADINFO
    {
        public int Size, Flags;
        public nint Active, Focus, Capture, MenuOwner, MoveSize, Caret;
        public RECT CaretRectangle;
    }

    /// <summary>INPUT with the larger of its members; a keyboard input uses the first fields.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 40)]
    public struct INPUT
    {
        [FieldOffset(0)] public uint Type;
        [FieldOffset(8)] public ushort Key;
        [FieldOffset(10)] public ushort Scan;
        [FieldOffset(12)] public uint KeyFlags;
        [FieldOffset(20)] public uint MouseFlags;
    }

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static unsafe partial bool EnumWindows(delegate* unmanaged[Stdcall]<nint, nint, int> callback, nint parameter);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static unsafe partial bool EnumChildWindows(nint parent, delegate* unmanaged[Stdcall]<nint, nint, int> callback, nint parameter);

    [LibraryImport("user32")]
    public static unsafe partial int GetClassNameW(nint window, char* text, int size);

    [LibraryImport("user32")]
    public static unsafe partial nint SendMessageTimeoutW(nint window, uint message, nint wide, char* text, uint flags, uint milliseconds, out nint result);

    [LibraryImport("user32")]
    public static partial nint GetWindowLongPtrW(nint window, int index);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool IsWindowVisible(nint window);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool IsWindowEnabled(nint window);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetWindowRect(nint window, out RECT rectangle);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetClientRect(nint window, out RECT rectangle);

    [LibraryImport("user32")]
    public static unsafe partial int MapWindowPoints(nint from, nint to, RECT* points, uint count);

    [LibraryImport("user32")]
    public static partial nint GetForegroundWindow();

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetForegroundWindow(nint window);

    [LibraryImport("user32")]
    public static partial uint GetWindowThreadProcessId(nint window, nint process);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetGUIThreadInfo(uint thread, ref GUITHREADINFO information);

    [LibraryImport("user32")]
    public static unsafe partial uint SendInput(uint count, INPUT* inputs, int size);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetCursorPos(int x, int y);
}
