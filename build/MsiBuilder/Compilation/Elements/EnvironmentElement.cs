using System.Globalization;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Environment</c>: name and value carry signs for what is to be done.</summary>
internal static class EnvironmentElement
{
    public static void Compile(ElementReader e, Scope scope, ComponentState component)
    {
        var name = e.Required("Name");
        var value = e.Text("Value");
        var action = e.Word("Action", "create", "set", "remove");
        var part = e.Word("Part", "all", "first", "last");
        var system = e.YesNo("System") ?? false;
        var permanent = e.YesNo("Permanent") ?? false;
        var separator = e.Text("Separator") ?? ";";
        if (part is not null && action == "create")
            e.Conflict("Environment/@Part cannot be used with Action='create'.");
        var id = e.Identifier("Id") ?? Identifiers.Generate(
            "env", Number(action, "create", "set", "remove"), name, Number(part, "all", "first", "last"), system.ToString());
        // In front of the name: + creates, = sets and ! removes, - takes away at uninstall, * is the machine's; [~] in the value stands for
        // what is there already (Environment table).
        var signs = action switch
        {
            "create" => "+",
            "set" => "=",
            "remove" => "!",
            _ => "",
        };
        value = part switch
        {
            "first" => $"{value}{separator}[~]",
            "last" => $"[~]{separator}{value}",
            _ => value,
        };
        scope.Section.Row("Environment", e.Location, id, signs + (permanent ? "" : "-") + (system ? "*" : "") + name, value,
            component.Id);
        e.EndLeaf();
    }

    // The toolset hashes the numbers of its enumerations, not the words (Compiler.cs, ParseEnvironmentElement).
    private static string? Number(string? word, params string[] words) =>
        word is null ? null : Array.IndexOf(words, word).ToString(CultureInfo.InvariantCulture);
}
