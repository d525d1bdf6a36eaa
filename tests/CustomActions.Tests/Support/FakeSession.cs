using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Tests.Support;

/// <summary>An installation whose properties, log and errors a test can see.</summary>
internal sealed class FakeSession : IInstallerSession
{
    public Dictionary<string, string> Properties { get; } = [];

    public List<string> Lines { get; } = [];

    public List<(InstallerError Error, string Values)> Errors { get; } = [];

    public string this[string property]
    {
        get => GetProperty(property);
        set => SetProperty(property, value);
    }

    public string GetProperty(string name) => Properties.GetValueOrDefault(name, "");

    public void SetProperty(string name, string value)
    {
        if (value.Length == 0) Properties.Remove(name);
        else Properties[name] = value;
    }

    public void Log(string message) => Lines.Add(message);

    public List<(InstallerError Warning, string Values)> Warnings { get; } = [];

    public void ShowWarning(int number, IReadOnlyList<string> values) => Warnings.Add(((InstallerError)number, string.Join("|", values)));

    public void ShowError(int number, IReadOnlyList<string> values) => Errors.Add(((InstallerError)number, string.Join("|", values)));
}
