namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>ServiceControl</c> and <c>ServiceArgument</c>.</summary>
internal static class ServiceControlElement
{
    // msidbServiceControlEvent…; 0x4 is reserved (ServiceControl table, Event).
    private const int StartOnInstall = 0x1;
    private const int StopOnInstall = 0x2;
    private const int DeleteOnInstall = 0x8;

    // What happens at uninstall is the same bit four places up.
    private const int Uninstall = 4;

    public static void Compile(ElementReader e, Scope scope, ComponentState component)
    {
        var name = e.Required("Name") ?? "";
        var id = e.Identifier("Id") ?? Identifiers.FromName(name);
        var events = Events(e, "Start", StartOnInstall) | Events(e, "Stop", StopOnInstall) | Events(e, "Remove", DeleteOnInstall);
        var wait = e.YesNo("Wait");
        var arguments = new List<string?>();
        foreach (var child in e.Children())
        {
            if (child.Is("ServiceArgument"))
            {
                arguments.Add(child.Required("Value"));
                child.EndLeaf();
            }
            else
            {
                e.Unexpected(child);
            }
        }

        // An empty Wait waits up to 30 seconds, as 1 does (ServiceControl table).
        scope.Section.Row(
            "ServiceControl", e.Location, id, name, events, arguments.Count == 0 ? null : string.Join("[~]", arguments),
            wait is null ? null : wait.Value ? 1 : 0, component.Id);
        e.End();
    }

    private static int Events(ElementReader e, string attribute, int bit) =>
        e.Word(attribute, "install", "uninstall", "both") switch
    {
        "install" => bit,
        "uninstall" => bit << Uninstall,
        "both" => bit | (bit << Uninstall),
        _ => 0,
    };
}
