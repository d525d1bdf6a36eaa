using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using OmsGateway.Installer.Tests.Support;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.Screenshots;

// Takes a picture of every dialog in every language under Wine; build/verbs/screenshots.sh has made screen, fonts and prefix.
//   Screenshots PACKAGE DRIVER LOCALIZATION OUTPUT [CULTURE…]
if (args.Length < 4) return 1;
(string package, string driver, string localization, string output) = (args[0], args[1], args[2], args[3]);
string tour = Path.Combine(Environment.GetEnvironmentVariable("WINEPREFIX")!, "drive_c", "tour.msi");
using (var source = File.OpenRead(package))
using (var target = File.Create(tour))
{
    MsiDatabase database = MsiDatabase.Read(source);
    Tour.Prepare(database);
    database.Write(target);
}

using var screen = new WizardScreen(Process.Start(new ProcessStartInfo("wine", [driver]) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
foreach (string folder in Directory.GetDirectories(localization).Order(StringComparer.Ordinal))
{
    string culture = Path.GetFileName(folder);
    if (args.Length > 4 && !args[4..].Contains(culture)) continue;
    string language = XDocument.Load(Path.Combine(folder, "Strings.wxl")).Root!.Elements().Single(e => e.Attribute("Id")!.Value == "Language")
        .Attribute("Value")!.Value;
    Directory.CreateDirectory(Path.Combine(output, culture));
    string[] transform = language == "1033" ? [] : [$"TRANSFORMS=:{language}"];
    using Process setup = Process.Start("/bin/sh", ["-c", "exec wine msiexec /i 'C:\\tour.msi' \"$@\" </dev/null >/dev/null 2>&1", "sh", .. transform]);
    string before = "";
    foreach (Stop stop in Stop.All)
    {
        (string seen, WizardPage page) = WaitForAnother(screen, before);
        Capture(page, Path.Combine(output, culture, $"{stop.Name}.png"));
        before = seen;
        if (stop != Stop.All[^1]) screen.Command("press 27");
    }

    setup.Kill(entireProcessTree: true);
    WaitForAnother(screen, before, orNone: true);
    Console.WriteLine($"{culture}: {Stop.All.Count} dialogs");
}

return 0;

// Until the screen shows something else, and twice the same.
static (string Seen, WizardPage Page) WaitForAnother(WizardScreen screen, string before, bool orNone = false)
{
    long start = Stopwatch.GetTimestamp();
    string last = "";
    while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60))
    {
        WizardPage page = screen.Look();
        string now = string.Join('\n', page.Controls);
        if (orNone && page.Controls.Count == 0) return (now, page);
        if (now.Length > 0 && now != before && now == last) return (now, page);
        last = now;
        Thread.Sleep(100);
    }

    throw new TimeoutException($"The next dialog has not come after:\n{before}");
}

static void Capture(WizardPage page, string file)
{
    string area = string.Create(CultureInfo.InvariantCulture, $"{page.Frame.Width}x{page.Frame.Height}+{page.Frame.X}+{page.Frame.Y}");
    using Process import = Process.Start("import", ["-window", "root", "-crop", area, "+repage", "-strip", file]);
    import.WaitForExit();
}
