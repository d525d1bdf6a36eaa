namespace OmsGateway.Configuration.Presets;

/// <summary>An Azure cloud, which decides the endpoints' domain suffixes.</summary>
public enum AzureCloud
{
    /// <summary>Azure public cloud (azure.com).</summary>
    Public,

    /// <summary>Azure Government (azure.us).</summary>
    Government,

    /// <summary>Microsoft Azure operated by 21Vianet (azure.cn).</summary>
    China,
}
