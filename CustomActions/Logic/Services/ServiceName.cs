namespace OmsGateway.CustomActions.Services;

/// <summary>Names of services.</summary>
internal static class ServiceName
{
    /// <summary>The gateway's, and that of Microsoft's gateway since 2016.</summary>
    public const string Value = "OMSGatewayService";

    /// <summary>The first name of Microsoft's gateway.</summary>
    public const string Legacy = "ForwarderService";
}
