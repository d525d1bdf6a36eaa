using System.ComponentModel;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Native;

/// <summary>The running installation, by the handle that Windows Installer hands to an action.</summary>
internal sealed class MsiSession(uint install) : IInstallerSession
{
    public string GetProperty(string name) =>
        MsiText.Read((buffer, ref length) => MsiApi.MsiGetPropertyW(install, name, buffer, ref length));

    public void SetProperty(string name, string value)
    {
        uint error = MsiApi.MsiSetPropertyW(install, name, value);
        if (error != MsiApi.ERROR_SUCCESS) throw new Win32Exception((int)error);
    }

    public void Log(string message)
    {
        using var record = new MsiHandle(MsiApi.MsiCreateRecord(1));
        // Through a field: brackets in the text itself would be taken for properties.
        _ = MsiApi.MsiRecordSetStringW(record.Value, 0, "[1]");
        _ = MsiApi.MsiRecordSetStringW(record.Value, 1, message);
        _ = MsiApi.MsiProcessMessage(install, MsiApi.INSTALLMESSAGE_INFO, record.Value);
    }

    public void ShowError(int number, IReadOnlyList<string> values) => Show(MsiApi.INSTALLMESSAGE_ERROR, number, values);

    public void ShowWarning(int number, IReadOnlyList<string> values) => Show(MsiApi.INSTALLMESSAGE_WARNING, number, values);

    private void Show(uint kind, int number, IReadOnlyList<string> values)
    {
        using var record = new MsiHandle(MsiApi.MsiCreateRecord((uint)values.Count + 1));
        // Field 1 is the row of the table Error. Field 0 stays empty, so that the installer takes the text from there (the page MsiProcessMessage).
        _ = MsiApi.MsiRecordSetInteger(record.Value, 1, number);
        for (int i = 0; i < values.Count; i++) _ = MsiApi.MsiRecordSetStringW(record.Value, (uint)i + 2, values[i]);
        _ = MsiApi.MsiProcessMessage(install, kind, record.Value);
    }
}
