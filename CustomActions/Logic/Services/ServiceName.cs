namespace OmsGateway.CustomActions.Services;

/// <summary>The gateway's service.</summary>
internal static class ServiceName
{
    public const string Value = "OMSGatewayService";
}
