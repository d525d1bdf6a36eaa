using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OmsGateway.WizardDriver;

/// <summary>The dialog of Windows Installer that can be used now, as a person sees it.</summary>
internal static unsafe class Wizard
{
    private const string DialogClass = "MsiDialogCloseClass";
    private const uint Patience = 2000;

    /// <summary>The dialog that takes input, or 0.</summary>
    public static nint Find()
    {
        nint foreground = User32.GetForegroundWindow();
        return foreground != 0 && IsUsable(foreground) ? foreground : Windows(0).FirstOrDefault(IsUsable);
    }

    /// <summary>
    /// The dialog's title, place on the screen and width and height inside its frame, then a line for each of its controls:
    /// class, style, left, top, width, height (in pixels, from the dialog's inner corner), v for visible, e for enabled, f for
    /// having the focus, c for ticked, and the text.
    /// </summary>
    public static IEnumerable<string> Describe(nint dialog)
    {
        User32.GetWindowRect(dialog, out User32.RECT frame);
        User32.GetClientRect(dialog, out User32.RECT inside);
        yield return Line(Text(dialog), frame.Left, frame.Top, frame.Right - frame.Left, frame.Bottom - frame.Top, inside.Right, inside.Bottom);
        nint focus = Focus(dialog);
        foreach (nint control in Windows(dialog))
        {
            User32.RECT place = PlaceIn(dialog, control);
            string state = (User32.IsWindowVisible(control) ? "v" : "") + (User32.IsWindowEnabled(control) ? "e" : "")
                + (control == focus ? "f" : "") + (IsTicked(control) ? "c" : "");
            yield return Line(
                ClassName(control), User32.GetWindowLongPtrW(control, User32.GWL_STYLE), place.Left, place.Top, place.Right - place.Left,
                place.Bottom - place.Top, state, Text(control));
        }
    }

    /// <summary>A point of the dialog's inside as one of the screen.</summary>
    public static (int X, int Y) ToScreen(nint dialog, int x, int y)
    {
        var point = new User32.RECT { Left = x, Top = y };
        _ = User32.MapWindowPoints(dialog, 0, &point, 1);
        return (point.Left, point.Top);
    }

    private static bool IsUsable(nint window) =>
        ClassName(window) == DialogClass && User32.IsWindowVisible(window) && User32.IsWindowEnabled(window);

    private static User32.RECT PlaceIn(nint dialog, nint control)
    {
        User32.GetWindowRect(control, out User32.RECT place);
        _ = User32.MapWindowPoints(0, dialog, &place, 2);
        return place;
    }

    private static nint Focus(nint dialog)
    {
        var information = new User32.GUITHREADINFO { Size = sizeof(User32.GUITHREADINFO) };
        return User32.GetGUIThreadInfo(User32.GetWindowThreadProcessId(dialog, 0), ref information) ? information.Focus : 0;
    }

    private static bool IsTicked(nint control) =>
        User32.SendMessageTimeoutW(control, User32.BM_GETCHECK, 0, null, User32.SMTO_ABORTIFHUNG, Patience, out nint result) != 0
        && result == 1 && ClassName(control).Equals("Button", StringComparison.OrdinalIgnoreCase);

    private static string Text(nint window)
    {
        char* text = stackalloc char[4096];
        text[0] = '\0';
        _ = User32.SendMessageTimeoutW(window, User32.WM_GETTEXT, 4096, text, User32.SMTO_ABORTIFHUNG, Patience, out _);
        return new string(text);
    }

    private static string ClassName(nint window)
    {
        char* text = stackalloc char[256];
        return new string(text, 0, User32.GetClassNameW(window, text, 256));
    }

    private static string Line(params object[] cells) => string.Join('\t', cells.Select(c =>
        Convert.ToString(c, CultureInfo.InvariantCulture)!.Replace("\t", " ").Replace("\r", "").Replace("\n", "\\n")));

    private static List<nint> Windows(nint parent)
    {
        var windows = new List<nint>();
        var handle = GCHandle.Alloc(windows);
        if (parent == 0) User32.EnumWindows(&Add, GCHandle.ToIntPtr(handle));
        else User32.EnumChildWindows(parent, &Add, GCHandle.ToIntPtr(handle));
        handle.Free();
        return windows;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int Add(nint window, nint windows)
    {
        ((List<nint>)GCHandle.FromIntPtr(windows).Target!).Add(window);
        return 1;
    }
}
