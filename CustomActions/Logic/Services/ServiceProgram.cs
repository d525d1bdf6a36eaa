using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Services;

/// <summary>The service's program in the folder that is installed to.</summary>
internal static class ServiceProgram
{
    public static string Of(IInstallerSession session) =>
        session.GetProperty(PropertyNames.InstallFolder).TrimEnd('\\') + @"\OMSGatewayService.exe";
}
