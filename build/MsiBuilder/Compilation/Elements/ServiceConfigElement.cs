using System.Globalization;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>ServiceConfig</c> (MsiServiceConfig) and <c>ServiceConfigFailureActions</c> (the table of that name).</summary>
internal static class ServiceConfigElement
{
    private const int OnInstall = 1;
    private const int OnUninstall = 2;
    private const int OnReinstall = 4;

    public static void Compile(ElementReader e, Scope scope, ComponentState component, string? service)
    {
        var name = ServiceName(e, service);
        var id = e.Identifier("Id") ?? Identifiers.FromName(name);
        var events = Events(e);
        var delayed = Flag(e, "DelayedAutoStart", ("yes", 1), ("no", 0));
        var failureWhen = Flag(e, "FailureActionsWhen", ("failedToStop", 0), ("failedToStopOrReturnedError", 1));
        var sid = Flag(e, "ServiceSid", ("none", 0), ("unrestricted", 1), ("restricted", 3));
        var shutdown = e.Text("PreShutdownDelay");
        var privileges = Children(e, "RequiredPrivilege", child => child.Required("Name"));
        void Row(string suffix, int type, string? argument)
        {
            if (argument is not null)
                scope.Section.Row("MsiServiceConfig", e.Location, id + suffix, name, events, type, argument, component.Id);
        }

        // A row has one setting only; the toolset tells them apart by these suffixes (Compiler_Package.cs, ParseServiceConfigElement).
        // SERVICE_CONFIG_… of ChangeServiceConfig2, which the column ConfigType takes (MsiServiceConfig table).
        Row(".DS", 3, delayed);
        Row(".FA", 4, failureWhen);
        Row(".SS", 5, sid);
        Row(".RP", 6, privileges.Count == 0 ? null : string.Join("[~]", privileges));
        Row(".PD", 7, shutdown);
        if (delayed is null && failureWhen is null && sid is null && shutdown is null && privileges.Count == 0)
            e.Conflict("ServiceConfig configures nothing.");
        e.End();
    }

    public static void CompileFailureActions(ElementReader e, Scope scope, ComponentState component, string? service)
    {
        var name = ServiceName(e, service);
        var id = e.Identifier("Id") ?? Identifiers.FromName(name);
        var events = Events(e);
        var delays = new List<string?>();
        var actions = Children(e, "Failure", child =>
        {
            delays.Add(child.Required("Delay"));
            // SC_ACTION_TYPE of the service control manager.
            return Flag(child, "Action", ("none", 0), ("restartComputer", 2), ("restartService", 1), ("runCommand", 3));
        });
        scope.Section.Row(
            "MsiServiceConfigFailureActions", e.Location, id, name, events, e.Integer("ResetPeriod", 0, int.MaxValue),
            e.Text("RebootMessage", allowEmpty: true),
            e.Text("Command", allowEmpty: true), Joined(actions), Joined(delays), component.Id);
        e.End();
    }

    private static string ServiceName(ElementReader e, string? service)
    {
        if (service is not null && e.Has("ServiceName"))
            e.Conflict($"{e.Name}/@ServiceName is given by the ServiceInstall around it.");
        return service ?? e.Required("ServiceName") ?? "";
    }

    private static int Events(ElementReader e)
    {
        var events = (e.YesNo("OnInstall") == true ? OnInstall : 0)
            | (e.YesNo("OnReinstall") == true ? OnReinstall : 0)
            | (e.YesNo("OnUninstall") == true ? OnUninstall : 0);
        if (events == 0)
            e.Missing("OnInstall, OnReinstall or OnUninstall");
        return events;
    }

    private static string? Flag(ElementReader e, string attribute, params (string, int)[] choices) =>
        e.Choice(attribute, choices)?.ToString(CultureInfo.InvariantCulture);

    private static string? Joined(List<string?> items) => items.Count == 0 ? null : string.Join("[~]", items);

    private static List<string?> Children(ElementReader e, string name, Func<ElementReader, string?> read)
    {
        var items = new List<string?>();
        foreach (var child in e.Children())
        {
            if (child.Is(name))
            {
                items.Add(read(child));
                child.EndLeaf();
            }
            else
            {
                e.Unexpected(child);
            }
        }

        return items;
    }
}
