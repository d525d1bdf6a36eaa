using System.Runtime.InteropServices;

namespace OmsGateway.Configuration.Firewall.Windows;

/// <summary>A COM object called through its table of functions; a member's place in it is that of the Windows header.</summary>
internal sealed unsafe class ComObject(nint pointer) : IDisposable
{
    // IUnknown's.
    private const int ReleaseSlot = 2;

    private nint _pointer = pointer;

    public nint Pointer => _pointer;

    /// <summary>Makes an object.</summary>
    /// <exception cref="COMException">There is no such class here.</exception>
    public static ComObject Create(Guid type, Guid contract)
    {
        // A thread of setup or PowerShell is in some apartment already; in which one does not matter to these objects.
        ComApi.CoInitializeEx(0, ComApi.COINIT_MULTITHREADED);
        Check(ComApi.CoCreateInstance(in type, 0, ComApi.CLSCTX_ALL, in contract, out nint pointer));
        return new ComObject(pointer);
    }

    public static void Check(int result)
    {
        // GetExceptionForHR makes other types of some results, such as UnauthorizedAccessException of E_ACCESSDENIED; callers know this one.
        if (result < 0) throw Marshal.GetExceptionForHR(result) as COMException ?? new COMException($"Error 0x{result:X8}", result);
    }

    public void* Slot(int index) => (*(void***)_pointer)[index];

    public ComObject GetObject(int slot)
    {
        nint value = 0;
        Check(((delegate* unmanaged[Stdcall]<nint, nint*, int>)Slot(slot))(_pointer, &value));
        return new ComObject(value);
    }

    public int GetNumber(int slot)
    {
        int value = 0;
        Check(((delegate* unmanaged[Stdcall]<nint, int*, int>)Slot(slot))(_pointer, &value));
        return value;
    }

    /// <summary>VARIANT_BOOL: 0 or -1 in 16 bits.</summary>
    public bool GetFlag(int slot)
    {
        short value = 0;
        Check(((delegate* unmanaged[Stdcall]<nint, short*, int>)Slot(slot))(_pointer, &value));
        return value != 0;
    }

    public void PutNumber(int slot, int value) => Check(((delegate* unmanaged[Stdcall]<nint, int, int>)Slot(slot))(_pointer, value));

    /// <summary>VARIANT_BOOL: 0 or -1 in 16 bits.</summary>
    public void PutFlag(int slot, bool value) =>
        Check(((delegate* unmanaged[Stdcall]<nint, short, int>)Slot(slot))(_pointer, (short)(value ? -1 : 0)));

    public string GetText(int slot)
    {
        nint value = 0;
        Check(((delegate* unmanaged[Stdcall]<nint, nint*, int>)Slot(slot))(_pointer, &value));
        // To COM a BSTR without a pointer is the empty string.
        if (value == 0) return "";
        try
        {
            return Marshal.PtrToStringBSTR(value);
        }
        finally
        {
            Marshal.FreeBSTR(value);
        }
    }

    public void PutText(int slot, string text) => Check(CallWithText(slot, text));

    public int CallWithText(int slot, string text)
    {
        nint value = Marshal.StringToBSTR(text);
        try
        {
            return ((delegate* unmanaged[Stdcall]<nint, nint, int>)Slot(slot))(_pointer, value);
        }
        finally
        {
            Marshal.FreeBSTR(value);
        }
    }

    /// <summary>Calls a member that looks an object up by a text.</summary>
    public int Find(int slot, string text, out ComObject? found)
    {
        nint key = Marshal.StringToBSTR(text);
        nint value = 0;
        try
        {
            int result = ((delegate* unmanaged[Stdcall]<nint, nint, nint*, int>)Slot(slot))(_pointer, key, &value);
            found = result >= 0 && value != 0 ? new ComObject(value) : null;
            return result;
        }
        finally
        {
            Marshal.FreeBSTR(key);
        }
    }

    public void Dispose()
    {
        if (_pointer != 0) ((delegate* unmanaged[Stdcall]<nint, uint>)Slot(ReleaseSlot))(_pointer);
        _pointer = 0;
    }
}
