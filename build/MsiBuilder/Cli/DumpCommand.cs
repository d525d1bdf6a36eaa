using System.CommandLine;
using System.Globalization;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Cli;

/// <summary><c>dump</c>: a package as text, for looking and for comparing.</summary>
internal static class DumpCommand
{
    private static readonly Argument<string> Package = new("package") { Description = "The .msi file." };
    private static readonly Argument<string?> Table = new("table")
    {
        Description = "One table only.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command("dump",
            "Prints the tables of an .msi in the form of .idt files, rows sorted. Exit code 3: no such file or table.")
        {
            Package, Table,
        };
        command.SetAction(parse => FileErrors.Guard(() => Run(parse.GetRequiredValue(Package), parse.GetValue(Table))));
        return command;
    }

    private static int Run(string path, string? only)
    {
        using var file = File.OpenRead(path);
        var database = MsiDatabase.Read(file);
        if (only is not null && !database.Tables.ContainsKey(only))
            throw new MsiDatabaseException($"{path} has no table {only}.");
        foreach (var (name, table) in database.Tables.Where(t => only is null || t.Key == only))
        {
            if (only is null)
                Console.WriteLine($"== {name}");
            foreach (var line in IdtText.Lines(table))
                Console.WriteLine(line);
        }

        if (only is null)
            PrintRest(database);
        return ExitCode.Success;
    }

    private static void PrintRest(MsiDatabase database)
    {
        Console.WriteLine($"== codepage {database.Codepage}");
        Console.WriteLine("== summary information");
        foreach (var (property, value) in database.Summary.Values)
            Console.WriteLine($"{(int)property} {property}\t{Convert.ToString(value, CultureInfo.InvariantCulture)}");
        foreach (var (name, content) in database.Streams)
            Console.WriteLine($"== stream {name}: {content.Length} bytes");
        foreach (var name in database.Storages.Keys)
            Console.WriteLine($"== storage {name}");
    }
}
