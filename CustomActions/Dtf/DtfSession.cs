using OmsGateway.CustomActions.Installation;
using WixToolset.Dtf.WindowsInstaller;

namespace OmsGateway.CustomActions.Dtf;

/// <summary>The running installation through DTF.</summary>
internal sealed class DtfSession(Session session) : IInstallerSession
{
    public string GetProperty(string name) => session[name];

    public void SetProperty(string name, string value) => session[name] = value;

    public void Log(string message) => session.Log("{0}", message);

    public void ShowError(int number, IReadOnlyList<string> values) => Show(InstallMessage.Error, number, values);

    public void ShowWarning(int number, IReadOnlyList<string> values) => Show(InstallMessage.Warning, number, values);

    private void Show(InstallMessage kind, int number, IReadOnlyList<string> values)
    {
        using var record = new Record(values.Count + 1);
        record.SetInteger(1, number);
        for (int i = 0; i < values.Count; i++) record.SetString(i + 2, values[i]);
        session.Message(kind, record);
    }
}
