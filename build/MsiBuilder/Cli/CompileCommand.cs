using System.CommandLine;
using System.Globalization;
using OmsGateway.MsiBuilder.Compilation;

namespace OmsGateway.MsiBuilder.Cli;

/// <summary><c>compile</c>: sources to a package of one language.</summary>
internal static class CompileCommand
{
    private static readonly Argument<string[]> Sources = new("sources")
    {
        Description = "The .wxs files.",
        Arity = ArgumentArity.OneOrMore,
    };
    // The spellings with one hyphen are those of the toolset's wix build (BuildCommand.cs).
    private static readonly Option<string> Output = new("--output", "-o", "-out")
    {
        Description = "The .msi to write.",
        Required = true,
    };
    private static readonly Option<string[]> Defines = new("--define", "-d")
    {
        Description = "A preprocessor variable, Name=Value. Repeatable.",
    };
    private static readonly Option<string[]> BindPaths = new("--bindpath", "-bindpath", "-b")
    {
        Description = "Where to find files: name=folder for !(bindpath.name), or just a folder for relative paths. Repeatable.",
    };

    private static readonly Option<string[]> Includes = new("--include", "-I")
    {
        Description = "A folder to look for included files in. Repeatable.",
    };
    private static readonly Option<string[]> Localizations = new("--loc", "-loc")
    {
        Description = "A .wxl file. Repeatable.",
    };
    private static readonly Option<string?> Cultures = new("--culture", "-culture")
    {
        Description = "The culture to build, or several of which no two have a string in common, as in de-DE,en-US. All of the .wxl files by default.",
    };

    private static readonly Option<string?> ExtensionActions = new("--extension-ca")
    {
        Description = "A DLL that stands in for the native custom actions of WiX's Util and Firewall extensions.",
    };

    private static readonly Option<string?> CabinetCache = new("--cab-cache")
    {
        Description = "A folder to keep cabinets in: another language with the same files is built without compressing them again.",
    };

    private static readonly Option<bool> SkipValidation = new("--no-validation")
    {
        Description = "Write the package even if it breaks one of the installer's own rules (ICE).",
    };

    private static readonly Option<string?> Timestamp = new("--timestamp")
    {
        Description = "When the package says it was made, as 2026-01-31T12:00:00Z. By default always the same.",
    };

    public static Command Create()
    {
        var command = new Command("compile",
            "Compiles WiX v4 sources to an .msi. Exit code 2: the sources have mistakes; 3: a file could not be read or written.")
        {
            Sources, Output, Defines, BindPaths, Includes, Localizations, Cultures, ExtensionActions, CabinetCache, SkipValidation,
            Timestamp,
        };
        command.SetAction(parse => FileErrors.Guard(() => Run(parse)));
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var defaults = new CompileOptions();
        var options = new CompileOptions
        {
            Sources = parse.GetValue(Sources) ?? [],
            Localizations = parse.GetValue(Localizations) ?? [],
            Cultures = parse.GetValue(Cultures)?.Split(',', ';', StringSplitOptions.RemoveEmptyEntries) ?? [],
            Variables = Pairs.Parse(parse.GetValue(Defines) ?? [])
                // ToDictionary fails on a variable that is given twice; here the last value counts.
                .GroupBy(p => p.Name)
                .ToDictionary(g => g.Key, g => g.Last().Value),
            BindPaths = [.. Pairs.Parse(parse.GetValue(BindPaths) ?? [], nameOptional: true)],
            IncludePaths = parse.GetValue(Includes) ?? [],
            ExtensionCustomActions = parse.GetValue(ExtensionActions),
            CabinetCache = parse.GetValue(CabinetCache),
            Validate = !parse.GetValue(SkipValidation),
            Timestamp = parse.GetValue(Timestamp) is { } text
                ? DateTime.Parse(text, CultureInfo.InvariantCulture,
                    DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
                : defaults.Timestamp,
        };
        using var result = WixCompiler.Compile(options);
        foreach (var diagnostic in result.Diagnostics)
            Console.Error.WriteLine(diagnostic);
        if (result.Database is null)
            return ExitCode.SourceErrors;
        var output = Path.GetFullPath(parse.GetRequiredValue(Output));
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        FileErrors.Write(output, result.Database.Write);
        foreach (var (name, path) in result.ExternalCabinets)
            File.Copy(path, Path.Combine(Path.GetDirectoryName(output)!, name), overwrite: true);
        return ExitCode.Success;
    }
}
