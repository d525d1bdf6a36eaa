using OmsGateway.CustomActions.Installation;
using WixToolset.Dtf.WindowsInstaller;

namespace OmsGateway.CustomActions.Dtf;

/// <summary>The running installation through DTF.</summary>
internal sealed class DtfSession(Session session) : IInstallerSession
{
    public string GetProperty(string name) => session[name];

    public void SetProperty(string name, string value) => session[name] = value;

    // Not DTF's Log, which makes the text the record's format: Windows Installer would put values into a message that has a property's name in
    // brackets (the page MsiFormatRecord), as what somebody typed may have.
    public void Log(string message)
    {
        using var record = new Record(1) { FormatString = "[1]" };
        record.SetString(1, message);
        session.Message(InstallMessage.Info, record);
    }

    public void ShowError(int number, IReadOnlyList<string> values) => Show(InstallMessage.Error, number, values);

    public void ShowWarning(int number, IReadOnlyList<string> values) => Show(InstallMessage.Warning, number, values);

    private void Show(InstallMessage kind, int number, IReadOnlyList<string> values)
    {
        using var record = new Record(values.Count + 1);
        // Field 1 is the row of the table Error; field 0 stays empty, so that the installer takes the text from there (the page MsiProcessMessage).
        record.SetInteger(1, number);
        for (int i = 0; i < values.Count; i++) record.SetString(i + 2, values[i]);
        session.Message(kind, record);
    }
}
