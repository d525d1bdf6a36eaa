namespace OmsGateway.Configuration.Workspaces;

/// <summary>The registry keys below "Service Connector Services", in which the agent keeps a key for each workspace.</summary>
internal interface IServiceConnectorKeys
{
    /// <summary>Names of the keys; empty when the agent is not installed.</summary>
    IReadOnlyList<string> GetNames();

    /// <summary>A value of one key, or null.</summary>
    object? GetValue(string keyName, string valueName);
}
