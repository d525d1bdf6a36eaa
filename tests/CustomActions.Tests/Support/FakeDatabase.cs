using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Tests.Support;

/// <summary>A package with rows, and what the installation would do to its components.</summary>
internal sealed class FakeDatabase : IInstallerDatabase
{
    public Dictionary<string, List<IReadOnlyList<string>>> Tables { get; } = [];

    public Dictionary<string, ComponentChange> Changes { get; } = [];

    public Dictionary<string, string> Properties { get; } = [];

    public List<string> Scheduled { get; } = [];

    public IReadOnlyList<IReadOnlyList<string>> Read(string table, IReadOnlyList<string> columns) => Tables.GetValueOrDefault(table, []);

    public string Format(string text) => Properties.Aggregate(text, (t, p) => t.Replace($"[{p.Key}]", p.Value, StringComparison.Ordinal));

    public ComponentChange GetChange(string component) => Changes.GetValueOrDefault(component);

    public void Schedule(string action) => Scheduled.Add(action);
}
