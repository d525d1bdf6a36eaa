using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Report;
using OmsGateway.Configuration.Status;
using OmsGateway.TestSupport;
using PuppeteerSharp;
using PuppeteerSharp.Media;
using PuppeteerSharp.PageAccessibility;

namespace OmsGateway.Configuration.Tests.Report;

/// <summary>The report in a real browser.</summary>
public sealed class ReportBrowserTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly SampleReport _sample = new();

    public void Dispose() => _sample.Dispose();

    /// <summary>With OMSGATEWAY_REPORT_PICTURES naming a folder, the pages are kept there as pictures.</summary>
    [ChromiumTheory]
    [InlineData(320)]
    [InlineData(800)]
    [InlineData(1600)]
    public async Task It_fits_without_an_error_or_a_request_and_needs_no_sideways_scrolling(int width)
    {
        foreach (ReportData data in new[] { _sample.Running(), _sample.Never() })
        {
            await using IPage page = await chromium.OpenAsync(width);
            List<string> complaints = [], requests = [];
            page.Console += (_, message) => complaints.Add(message.Message.Text);
            page.PageError += (_, error) => complaints.Add(error.Message);
            page.Error += (_, error) => complaints.Add(error.Error);
            page.Request += (_, request) => requests.Add(request.Request.Url);
            string address = chromium.Save(ReportPage.Write(data));
            await page.GoToAsync(address);
            await KeepPictureAsync(page, $"{width}{(data.IsRunning ? "" : "-never")}");
            Assert.Empty(complaints);
            Assert.Equal([address], requests);
            Assert.Equal(width, await page.EvaluateExpressionAsync<int>("document.scrollingElement.scrollWidth"));
            await AssertNothingIsCutOffAsync(page);
        }
    }

    [ChromiumFact]
    public async Task Its_sections_and_plots_have_names_for_who_does_not_see_them()
    {
        await using IPage page = await chromium.OpenAsync(1600);
        await page.GoToAsync(chromium.Save(ReportPage.Write(_sample.Running())));
        Assert.Equal(
            "Needs attention|State|Last 24 hours|Last 31 days|Refused hosts|Agents and other clients|Allowed hosts|TLS versions|Relay proxies|Configuration",
            await page.EvaluateExpressionAsync<string>("[...document.querySelectorAll('section > h2')].map(h => h.textContent).join('|')"));
        SerializedAXNode tree = await page.Accessibility.SnapshotAsync();
        string[] plots = [.. All(tree).Where(node => node.Role is "image" or "img").Select(node => node.Name)];
        Assert.Equal(12, plots.Length);
        Assert.Contains("Tunnels, 24 hours", plots[0], StringComparison.Ordinal);
        Assert.All(plots, name => Assert.NotEqual("", name));
        // Every link within the page leads somewhere.
        Assert.Equal("", await page.EvaluateExpressionAsync<string>(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href')).filter(h => !document.querySelector(h)).join(' ')"));
    }

    [ChromiumFact]
    public async Task Markup_in_the_name_of_a_host_a_client_or_a_group_is_text_and_does_nothing()
    {
        const string Evil = "</td></table><script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\"><b>bold</b>";
        GatewayInventory inventory = new()
        {
            Written = SampleReport.Now,
            Clients =
            [
                new KnownClient
                {
                    Address = Evil, Group = Evil, LastSeen = SampleReport.Now, Hosts = [Evil], LastRefusal = new ClientRefusal(SampleReport.Now, Evil, Evil),
                },
            ],
        };
        await using IPage page = await chromium.OpenAsync(800);
        await page.GoToAsync(chromium.Save(ReportPage.Write(_sample.Running([new DeniedHost(Evil, Evil, 1, SampleReport.Now)], inventory))));
        Assert.Equal(0, await page.EvaluateExpressionAsync<int>("document.querySelectorAll('script, img, b').length"));
        Assert.StartsWith("OMS Gateway on GW1", await page.GetTitleAsync(), StringComparison.Ordinal);
        Assert.Equal(Evil, await page.EvaluateExpressionAsync<string>("document.querySelector('#refused tbody th').textContent"));
        Assert.Equal(Evil, await page.EvaluateExpressionAsync<string>("document.querySelector('#clients tbody th').textContent"));
    }

    /// <summary>The policy itself, should an escape ever be forgotten: Chromium runs no script and loads no picture in the page.</summary>
    [ChromiumFact]
    public async Task What_got_into_the_page_all_the_same_would_not_run()
    {
        string page = ReportPage.Write(_sample.Running())
            .Replace("<main>", "<main><script>document.title = 'owned'</script><img src=\"https://www.example.com/x.png\">", StringComparison.Ordinal);
        await using IPage opened = await chromium.OpenAsync(800);
        List<string> complaints = [];
        opened.Console += (_, message) => complaints.Add(message.Message.Text);
        await opened.GoToAsync(chromium.Save(page));
        Assert.StartsWith("OMS Gateway on GW1", await opened.GetTitleAsync(), StringComparison.Ordinal);
        Assert.Contains(
            complaints, text => text.Contains("Content Security Policy", StringComparison.Ordinal) && text.Contains("script", StringComparison.Ordinal));
        Assert.Contains(complaints, text => text.Contains("https://www.example.com/x.png", StringComparison.Ordinal));
    }

    /// <summary>WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text.</summary>
    [ChromiumFact]
    public async Task Text_has_enough_contrast_in_light_and_in_dark()
    {
        string address = chromium.Save(ReportPage.Write(_sample.Running()));
        List<string> backgrounds = [];
        foreach (bool isDark in new[] { false, true })
        {
            await using IPage page = await chromium.OpenAsync(1600, isDark);
            await page.GoToAsync(address);
            await KeepPictureAsync(page, isDark ? "1600-dark" : "1600-light");
            Assert.InRange((await ReadableColoursAsync(page)).Length, 6, 40);
            backgrounds.Add(await page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor"));
        }

        Assert.NotEqual(backgrounds[0], backgrounds[1]);
    }

    [ChromiumTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_prints_in_black_on_white_without_anything_cut_off(bool isDark)
    {
        await using IPage page = await chromium.OpenAsync(1600, isDark);
        await page.GoToAsync(chromium.Save(ReportPage.Write(_sample.Running())));
        // As wide as A4 between its margins of 15 mm, at 96 pixels an inch.
        await page.SetViewportAsync(new ViewPortOptions { Width = 680, Height = 900 });
        await page.EmulateMediaTypeAsync(MediaType.Print);

        Assert.Equal(680, await page.EvaluateExpressionAsync<int>("document.scrollingElement.scrollWidth"));
        await AssertNothingIsCutOffAsync(page);
        Assert.All(await ReadableColoursAsync(page), pair => Assert.EndsWith(" on rgb(255, 255, 255)", pair, StringComparison.Ordinal));
    }

    /// <summary>What stands on the printed pages is read by poppler's pdftotext, in the order in which it was printed.</summary>
    [ChromiumFact]
    public async Task All_of_it_is_on_a_few_printed_pages_and_no_heading_is_alone_at_the_end_of_one()
    {
        await using IPage page = await chromium.OpenAsync(1600, isDark: true);
        await page.GoToAsync(chromium.Save(ReportPage.Write(_sample.Running())));
        using var folder = new TemporaryFolder();
        await page.PdfAsync(folder["print.pdf"], new PdfOptions { Format = PaperFormat.A4, PreferCSSPageSize = true });
        if (Environment.GetEnvironmentVariable("OMSGATEWAY_REPORT_PICTURES") is { } kept)
            File.Copy(folder["print.pdf"], Path.Combine(kept, "print.pdf"), overwrite: true);

        string printed = ProgramRunner.Output("pdftotext", "-raw", folder["print.pdf"], "-");

        string[][] pages =
            [.. printed.Split('\f', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        Assert.InRange(pages.Length, 3, 12);
        string[] headings = await TextsAsync(page, "h2, caption");
        Assert.DoesNotContain(pages[..^1], lines => headings.Contains(lines[^1]));
        string all = Squeeze(printed);
        string[] texts = await TextsAsync(page, "h1, h2, caption, th, td, dt, dd strong, .facts dd, li, code, figcaption, footer");
        Assert.DoesNotContain(texts, text => !all.Contains(Squeeze(text), StringComparison.Ordinal));
    }

    /// <summary>So many of some lines each that every page would end within one.</summary>
    [ChromiumFact]
    public async Task No_paragraph_is_torn_over_two_pages()
    {
        string paragraphs = string.Concat(Enumerable.Range(1, 60).Select(i => $"<p>{string.Join(' ', Enumerable.Repeat($"paragraph{i}", 60))}</p>"));
        await using IPage page = await chromium.OpenAsync(1600);
        await page.GoToAsync(chromium.Save(ReportPage.Write(_sample.Never()).Replace("</main>", $"{paragraphs}</main>", StringComparison.Ordinal)));
        using var folder = new TemporaryFolder();
        await page.PdfAsync(folder["print.pdf"], new PdfOptions { Format = PaperFormat.A4, PreferCSSPageSize = true });
        string[] pages = [.. ProgramRunner.Output("pdftotext", "-raw", folder["print.pdf"], "-").Split('\f').Select(Squeeze)];
        Assert.InRange(pages.Length, 5, 20);
        Assert.DoesNotContain(await TextsAsync(page, "p"), text => !pages.Any(one => one.Contains(Squeeze(text), StringComparison.Ordinal)));
    }

    /// <summary>Nothing reaches beyond the page, or beyond a box of its own that cuts it off or lets it out.</summary>
    private static async Task AssertNothingIsCutOffAsync(IPage page) => Assert.Equal("", await page.EvaluateExpressionAsync<string>(
        "[...document.querySelectorAll('main *, header *')].filter(e => !(e instanceof SVGElement) && getComputedStyle(e).clipPath === 'none' && "
        + "!e.closest('thead') && (e.getBoundingClientRect().right > innerWidth || e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0))"
        + ".map(e => e.outerHTML.slice(0, 100)).join('\\n')"));

    /// <summary>The colours of text, each on its background, which must be enough of a contrast.</summary>
    private static async Task<string[]> ReadableColoursAsync(IPage page)
    {
        string[] colours = (await page.EvaluateExpressionAsync<string>(
            """
            (() => {
              const back = e => { const c = getComputedStyle(e).backgroundColor; return c === 'rgba(0, 0, 0, 0)' ? back(e.parentElement) : c };
              const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
              const ink = e => { const s = getComputedStyle(e); return e instanceof SVGElement ? s.fill : s.color };
              return [...new Set([...document.querySelectorAll('body *')].filter(e => own(e) && !e.closest('title, desc, style'))
                .map(e => ink(e) + ' on ' + back(e)))].join('\n');
            })()
            """)).Split('\n');
        Assert.All(colours, pair => Assert.True(Contrast(pair) >= 4.5, $"{pair}: {Contrast(pair):0.00}"));
        return colours;
    }

    private static async Task<string[]> TextsAsync(IPage page, string selector) => (await page.EvaluateExpressionAsync<string>(
        $"[...document.querySelectorAll('{selector}')].map(e => e.textContent.trim()).filter(t => t).join('\\n')")).Split('\n');

    // Lines may end anywhere on paper, and two letters may be one glyph.
    private static string Squeeze(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));

    private static async Task KeepPictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("OMSGATEWAY_REPORT_PICTURES") is { } folder)
            await page.ScreenshotAsync(Path.Combine(folder, name + ".png"), new ScreenshotOptions { FullPage = true });
    }

    private static IEnumerable<SerializedAXNode> All(SerializedAXNode node) =>
        [node, .. (node.Children ?? []).SelectMany(All)];

    private static double Contrast(string pair)
    {
        double[] light = [.. pair.Split(" on ").Select(Luminance).OrderDescending()];
        return (light[0] + 0.05) / (light[1] + 0.05);
    }

    // WCAG 2.2, "relative luminance".
    private static double Luminance(string colour)
    {
        double[] parts = [.. Regex.Matches(colour, @"\d+").Take(3).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
