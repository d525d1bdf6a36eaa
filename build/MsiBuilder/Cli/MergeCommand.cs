using System.CommandLine;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Transforms;

namespace OmsGateway.MsiBuilder.Cli;

/// <summary><c>merge</c>: packages of one product in several languages to one package.</summary>
internal static class MergeCommand
{
    private static readonly Argument<string> Base = new("base")
    {
        Description = "The .msi of the language that is used when no other fits.",
    };
    private static readonly Argument<string[]> Others = new("others")
    {
        Description = "The .msi files of the other languages; a name may stand in front, as in de=product-de.msi.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Output = new("--output", "-o", "-out")
    {
        Description = "The .msi to write.",
        Required = true,
    };

    public static Command Create()
    {
        var command = new Command("merge",
            "Embeds packages of other languages in one as language transforms. Exit code 3: a file is bad, or they do not match.")
        {
            Base, Others, Output,
        };
        command.SetAction(parse => FileErrors.Guard(() => Run(parse)));
        return command;
    }

    private static int Run(ParseResult parse)
    {
        using var file = File.OpenRead(parse.GetRequiredValue(Base));
        var database = MsiDatabase.Read(file);
        // Open until the package is written: the bytes of streams are read only then.
        var files = Pairs.Parse(parse.GetValue(Others) ?? [], nameOptional: true).Select(p => File.OpenRead(p.Value)).ToList();
        try
        {
            LanguageMerger.Merge(database, files.Select(MsiDatabase.Read));
            // LanguageMerger has made the base neutral if its texts allow it.
            if (database.Codepage != 0)
            {
                Console.Error.WriteLine(
                    $"MsiBuilder: warning: {parse.GetRequiredValue(Base)} has characters outside ASCII; "
                    + $"transforms to another codepage than {database.Codepage} will not apply under Wine.");
            }

            FileErrors.Write(parse.GetRequiredValue(Output), database.Write);
        }
        finally
        {
            files.ForEach(f => f.Dispose());
        }

        return ExitCode.Success;
    }
}
