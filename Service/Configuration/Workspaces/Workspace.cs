namespace OmsGateway.Configuration.Workspaces;

/// <summary>The Azure cloud a workspace lives in; it decides the endpoints' domain suffixes.</summary>
public enum AzureCloud
{
    /// <summary>Azure public cloud (azure.com).</summary>
    Public,

    /// <summary>Azure Government (azure.us).</summary>
    Government,

    /// <summary>Microsoft Azure operated by 21Vianet (azure.cn).</summary>
    China,
}

/// <summary>A Log Analytics workspace that the monitoring agent on the gateway reports to.</summary>
/// <param name="Id">The workspace id, a GUID in lower case.</param>
/// <param name="Cloud">The cloud it lives in.</param>
public sealed record Workspace(string Id, AzureCloud Cloud);
