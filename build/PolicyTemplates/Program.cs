using System.CommandLine;
using OmsGateway.PolicyTemplates;

var folder = new Argument<string>("folder") { Description = "The folder PolicyDefinitions that is written." };
var localization = new Option<string>("--localization") { Description = "The folder of the languages.", Required = true };

var root = new RootCommand(
    "Writes the administrative templates of Group Policy, and beside the folder an archive of it. Exit code 3: a file could not be read or written.")
{
    folder, localization,
};
root.SetAction(arguments =>
{
    try
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(arguments.GetRequiredValue(folder)));
        TemplateFiles.Write(target, arguments.GetRequiredValue(localization));
        TemplateFiles.Pack(target, target + ".zip");
        return 0;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine($"PolicyTemplates: {exception.Message}");
        return 3;
    }
});
return root.Parse(args).Invoke();
