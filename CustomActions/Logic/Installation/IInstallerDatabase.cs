namespace OmsGateway.CustomActions.Installation;

/// <summary>The tables of the package being installed, for the actions that stand in for the toolset's own.</summary>
internal interface IInstallerDatabase
{
    /// <summary>The rows of a table, each a list of its columns' texts in the order asked for; none when there is no such table.</summary>
    IReadOnlyList<IReadOnlyList<string>> Read(string table, IReadOnlyList<string> columns);

    /// <summary>Resolves <c>[Property]</c>, <c>[#File]</c> and the like, as the Formatted type of the MSI documentation says.</summary>
    string Format(string text);

    /// <summary>What is about to happen to a component.</summary>
    ComponentChange GetChange(string component);

    /// <summary>Schedules a custom action of the package.</summary>
    void Schedule(string action);
}

/// <summary>What an installation does to a component.</summary>
internal enum ComponentChange
{
    None,
    Install,
    Remove,
}
