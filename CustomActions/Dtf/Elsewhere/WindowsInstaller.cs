// The part of DTF that this project calls, as WixToolset.Dtf.WindowsInstaller 5.0.2 declares it. Where the toolset's packages
// are not used, the sources are still compiled against it; nothing of it is ever run or shipped.
#pragma warning disable CS1591, CA1822, IDE0060
namespace WixToolset.Dtf.WindowsInstaller;

public enum ActionResult
{
    Success = 0,
    Failure = 3,
}

public enum InstallMessage
{
    Error = 0x01000000,
    Warning = 0x02000000,
    Info = 0x04000000,
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class CustomActionAttribute : Attribute;

public class Session
{
    public string this[string property]
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public int Message(InstallMessage messageType, Record record) => throw new NotSupportedException();
}

public class Record(int fieldCount) : IDisposable
{
    public int FieldCount => fieldCount;

    public string FormatString
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void SetInteger(int field, int value) => throw new NotSupportedException();

    public void SetString(int field, string value) => throw new NotSupportedException();

    public void Dispose() => throw new NotSupportedException();
}
