using System.CommandLine;
using OmsGateway.Configuration.Transfer;

namespace OmsGateway.Host.CommandLine;

/// <summary><c>config export|import</c>: carries the configuration to another gateway, and compares two.</summary>
internal static class ConfigTransferCommands
{
    public static Command Export()
    {
        var file = new Argument<string>("file") { Description = "The file to write; one that is there is replaced." };
        var secrets = new Option<bool>("--secrets")
        {
            Description = "Include the relay proxy's password, encrypted with a passphrase. The command asks for it or reads it from standard input; it is "
                + "never an argument.",
        };
        return new Command("export", "Write settings, groups, lists and presets to one file.").With(file).With(secrets)
            .Does(context => Export(context, context.Value(file), context.Value(secrets)));
    }

    public static Command Import()
    {
        var file = new Argument<string>("file") { Description = "A file that 'config export' wrote." };
        var whatIf = new Option<bool>("--what-if") { Description = "Only show what would change; exit code 4 where something would." };
        var secrets = new Option<bool>("--secrets")
        {
            Description = "Import the relay proxy's password too. The command asks for its passphrase or reads it from standard input.",
        };
        var keep = new Option<bool>("--keep-addresses") { Description = "Leave ListenPort, ListenAddress, HealthPort and HealthAddress as they are here." };
        return new Command("import", "Replace the configuration with that of a file, completely or not at all.").With(file).With(whatIf)
            .With(secrets).With(keep)
            .Does(context => Import(context, context.Value(file), context.Value(whatIf), context.Value(secrets), context.Value(keep)));
    }

    private static ExitCode Export(CommandContext context, string file, bool hasSecrets)
    {
        string? passphrase = hasSecrets ? PasswordReader.ReadTwice(context.Error, "Passphrase: ", "The passphrase again: ") : null;
        context.Administration.Transfer.Export(file, passphrase);
        context.Output.WriteLine($"The configuration in {context.Store.Directory} is in {Path.GetFullPath(file)}.");
        return ExitCode.Success;
    }

    private static ExitCode Import(CommandContext context, string file, bool isTrial, bool hasSecrets, bool keepsAddresses)
    {
        var options = new ImportOptions
        {
            Passphrase = hasSecrets ? PasswordReader.Read(context.Error, "Passphrase: ") : null,
            KeepsAddresses = keepsAddresses,
        };
        ConfigurationTransfer transfer = context.Administration.Transfer;
        IReadOnlyList<TransferDifference> differences = isTrial ? transfer.Compare(file, options) : transfer.Import(file, options);
        foreach (TransferDifference difference in differences) context.Output.WriteLine(difference);
        if (!isTrial || differences.Count == 0)
            return context.Changed(
                differences.Count > 0, $"{file} has been imported.", $"The configuration in {context.Store.Directory} is already that of {file}.");
        context.Output.WriteLine($"An import of {file} would change this in {context.Store.Directory}.");
        return ExitCode.NotFound;
    }
}
