using System.CommandLine;
using OmsGateway.Guide;

var page = new Argument<string>("page") { Description = "The HTML file that is written." };
var title = new Option<string>("--title") { Description = "The page's title.", Required = true };
var chapters = new Option<string[]>("--chapter")
{
    Description = "A Markdown file; its pictures lie beside or below it. Repeatable, in the order of the page.",
    Required = true,
};

var root = new RootCommand("Makes one HTML page of Markdown files. Exit code 3: a file could not be read or written, or a link leads nowhere.")
{
    page, title, chapters,
};
root.SetAction(arguments =>
{
    try
    {
        Chapter[] contents = [.. arguments.GetRequiredValue(chapters).Select(file => new Chapter(file))];
        File.WriteAllText(arguments.GetRequiredValue(page), GuidePage.Write(arguments.GetRequiredValue(title), contents));
        return 0;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine($"Guide: {exception.Message}");
        return 3;
    }
});
return root.Parse(args).Invoke();
