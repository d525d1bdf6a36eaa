using OmsGateway.TestSupport;
using PuppeteerSharp;

namespace OmsGateway.Configuration.Tests.Report;

/// <summary>Debian's Chromium without a window, for the tests of one class; it starts with the first page.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private IBrowser? _browser;

    /// <summary>A new page that is as wide as a window of so many CSS pixels.</summary>
    public async Task<IPage> OpenAsync(int width, bool isDark = false)
    {
        _browser ??= await StartAsync();
        IPage page = await _browser.NewPageAsync();
        page.DefaultTimeout = page.DefaultNavigationTimeout = (int)Patience.Limit.TotalMilliseconds;
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        return page;
    }

    /// <summary>Writes a page to a file and says its address.</summary>
    public string Save(string html)
    {
        string path = _folder.Write($"{Guid.NewGuid():N}.html", html);
        return new Uri(path).AbsoluteUri;
    }

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _folder.Dispose();
    }

    private Task<IBrowser> StartAsync() => Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = Find() ?? throw new InvalidOperationException("'chromium' cannot be started; build.sh installs it."),
        UserDataDir = _folder["profile"],
        Timeout = (int)Patience.Limit.TotalMilliseconds,
        ProtocolTimeout = (int)Patience.Limit.TotalMilliseconds,
        // Its sandbox needs user namespaces, which a container has not, and another user than root. The page is ours. Without /dev/shm of a
        // usual size, as in a container, it would crash.
        Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    });

    /// <summary>Why tests that need it are skipped, or null when they run.</summary>
    internal static string? ReasonToSkip => Tool.ReasonToSkip("chromium") ?? (Find() is null && IsUbuntu ? "Ubuntu has Chromium as a snap only" : null);

    private static bool IsUbuntu => File.Exists("/etc/os-release") && File.ReadLines("/etc/os-release").Contains("ID=ubuntu");

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "chromium.exe" : "chromium")).FirstOrDefault(File.Exists);
}

/// <summary>A test in Chromium. Where build.sh installs it and it is missing, the test fails and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.ReasonToSkip;
}

/// <summary>A theory under the rule of <see cref="ChromiumFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Chromium.ReasonToSkip;
}
