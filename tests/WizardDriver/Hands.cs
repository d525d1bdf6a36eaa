namespace OmsGateway.WizardDriver;

/// <summary>Keyboard and mouse.</summary>
internal static unsafe class Hands
{
    /// <summary>Types characters into whatever has the focus.</summary>
    public static void Type(string text)
    {
        foreach (char c in text)
        {
            Send(new() { Type = User32.INPUT_KEYBOARD, Scan = c, KeyFlags = User32.KEYEVENTF_UNICODE });
            Send(new() { Type = User32.INPUT_KEYBOARD, Scan = c, KeyFlags = User32.KEYEVENTF_UNICODE | User32.KEYEVENTF_KEYUP });
        }
    }

    /// <summary>Presses keys together: all down in their order, then up in reverse.</summary>
    /// <param name="keys">Virtual key codes.</param>
    public static void Press(params ushort[] keys)
    {
        foreach (ushort key in keys) Send(new() { Type = User32.INPUT_KEYBOARD, Key = key });
        foreach (ushort key in keys.Reverse()) Send(new() { Type = User32.INPUT_KEYBOARD, Key = key, KeyFlags = User32.KEYEVENTF_KEYUP });
    }

    /// <summary>Clicks a point of the screen.</summary>
    public static void Click(int x, int y)
    {
        User32.SetCursorPos(x, y);
        Send(new() { Type = User32.INPUT_MOUSE, MouseFlags = User32.MOUSEEVENTF_LEFTDOWN });
        Send(new() { Type = User32.INPUT_MOUSE, MouseFlags = User32.MOUSEEVENTF_LEFTUP });
    }

    private static void Send(User32.INPUT input) => User32.SendInput(1, &input, sizeof(User32.INPUT));
}
