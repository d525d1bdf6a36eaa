using OmsGateway.MsiBuilder.Compilation;

namespace OmsGateway.MsiBuilder.Extensions.Util;

/// <summary><c>util:ServiceConfig</c>: what happens when a service fails (Wix4ServiceConfig).</summary>
internal static class ServiceConfigElement
{
    private static readonly string[] Actions = ["none", "reboot", "restart", "runCommand"];

    public static void Compile(ElementReader e, Scope scope, string component, string? service)
    {
        if (service is not null && e.Has("ServiceName"))
            e.Conflict("ServiceConfig/@ServiceName is given by the ServiceInstall around it.");
        var name = service ?? e.Required("ServiceName");
        // The third cell, NewService, says whether the ServiceInstall around it makes the service (UtilCompiler.cs, ParseServiceConfigElement).
        scope.Section.Row(
            "Wix4ServiceConfig", e.Location, name, component, service is null ? 0 : 1,
            Action(e, "FirstFailureActionType"), Action(e, "SecondFailureActionType"), Action(e, "ThirdFailureActionType"),
            e.LocalizableInteger("ResetPeriodInDays", 0, int.MaxValue),
            e.LocalizableInteger("RestartServiceDelayInSeconds", 0, int.MaxValue),
            e.Text("ProgramCommandLine"), e.Text("RebootMessage"));
        scope.Section.Refer(SymbolKind.CustomAction, "Wix4SchedServiceConfig_X64", e.Location);
        e.EndLeaf();
    }

    private static string? Action(ElementReader e, string attribute) => e.Word(attribute, Actions);
}
