// Stands for the part of DTF that DtfSession calls, so that what it asks of Windows Installer can be seen. DTF's own runs on Windows only.
// xUnit has a Record too.
global using Record = WixToolset.Dtf.WindowsInstaller.Record;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WixToolset.Dtf.WindowsInstaller;

public enum InstallMessage
{
    Error,
    Warning,
    Info,
}

/// <summary>An installation with its properties, which records its messages as Windows Installer would show them.</summary>
public sealed class Session
{
    private readonly Dictionary<string, string> _properties = [];

    public List<(InstallMessage Kind, string Text)> Messages { get; } = [];

    public string this[string property]
    {
        get => _properties.GetValueOrDefault(property, "");
        set => _properties[property] = value;
    }

    public void Message(InstallMessage kind, Record record) => Messages.Add((kind, record.Format(this)));

    /// <summary>As DTF's (wixtoolset/wix, src/dtf/WixToolset.Dtf.WindowsInstaller/Session.cs).</summary>
    public void Log(string message)
    {
        using var record = new Record(0) { FormatString = message };
        Message(InstallMessage.Info, record);
    }
}

public sealed partial class Record(int fields) : IDisposable
{
    private readonly string[] _fields = [.. Enumerable.Repeat("", fields)];

    public string FormatString { get; set; } = "";

    public void SetInteger(int field, int value) => SetString(field, value.ToString(CultureInfo.InvariantCulture));

    public void SetString(int field, string value) => _fields[field - 1] = value;

    /// <summary>
    /// A number in brackets stands for a field, a name for a property, and without a format the fields follow their numbers (the page
    /// "MsiFormatRecord"). What a field brings is not looked through again (Wine's dlls/msi/tests/format.c, which passes on Windows).
    /// </summary>
    public string Format(Session session) => FormatString.Length == 0
        ? string.Join(' ', _fields.Select((text, i) => $"{i + 1}: {text}"))
        : Bracketed().Replace(FormatString, m => int.TryParse(m.Groups[1].Value, out int field) ? _fields[field - 1] : session[m.Groups[1].Value]);

    public void Dispose()
    {
    }

    [GeneratedRegex(@"\[(\w+)\]")]
    private static partial Regex Bracketed();
}
