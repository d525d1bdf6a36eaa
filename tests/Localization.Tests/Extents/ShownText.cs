using System.Text.RegularExpressions;

namespace OmsGateway.Localization.Tests.Extents;

/// <summary>A text of the database as it appears in a control: its font, and what stands in the place of properties.</summary>
internal sealed partial record ShownText(Tahoma Font, string Text)
{
    // As long as they are where somebody uses the gateway.
    private static readonly Dictionary<string, string> Values = new()
    {
        ["ProductName"] = "OMS Gateway", ["ProductVersion"] = "2.0.0", ["PORTNUMBER"] = "65535", ["PortBefore"] = "65535", ["VersionNT"] = "603",
        ["WindowsBuild"] = "26100", ["PROXY"] = "http://proxy.contoso.com:3128", ["ProxyAfter"] = @"http://proxy.contoso.com:3128 (CONTOSO\svc-gateway)",
        ["ProxyBefore"] = "http://old-proxy.contoso.com:8888", ["REMOTEADDRESSES"] = "10.0.0.0/8,172.16.0.0/12",
        ["INSTALLDIR"] = @"C:\Program Files\OMS Gateway\",
        ["ReplacedProducts"] = "Microsoft OMS Log Analytics Forwarder 7.1.11600.0",
        ["MsiLogFileLocation"] = @"C:\Users\svc-oms\AppData\Local\Temp\MSI1a2b3.LOG",
        ["AgentsPreset"] = "Microsoft Defender for Endpoint", ["AgentsValue"] = "00000000-0000-0000-0000-000000000000…",
        ["AgentNews"] = "Azure Monitor Agent, Azure Arc",
        ["SettingsFault"] = @"C:\ProgramData\OMS Gateway\OMSGateway.config: ListenPort = 'many': expected a number from 1 to 65535.", ["PortUser"] = "sqlservr",
        ["SettingsValue"] = "https://proxy.contoso.com:3128…",
        ["FirstTlsVersion"] = "1.2", ["AllowedHostCount"] = "1234", ["HostsAdded"] = "1234", ["HostsBefore"] = "1234",
    };

    public static ShownText Of(string text)
    {
        Tahoma font = text.StartsWith(@"{\WixUI_Font_Title}", StringComparison.Ordinal) ? Tahoma.Title
            : text.StartsWith(@"{\WixUI_Font_Bigger}", StringComparison.Ordinal) ? Tahoma.Bigger : Tahoma.Normal;
        string shown = Property().Replace(Style().Replace(text, ""), m => Values.GetValueOrDefault(m.Groups[1].Value, "1234567890"));
        return new ShownText(font, shown.Replace("&", "", StringComparison.Ordinal));
    }

    public int Width => Font.Width(Text);

    /// <summary>The height in pixels when the text is broken between words, and between any two CJK characters, to fit a width.</summary>
    public int Height(int width)
    {
        long height = Text.Split("\r\n").Sum(paragraph => (long)ParagraphHeight(paragraph, width));
        return (int)Math.Min(height, int.MaxValue);
    }

    private int ParagraphHeight(string paragraph, int width)
    {
        int lines = 1, used = 0;
        foreach (string piece in Pieces().Matches(paragraph).Select(m => m.Value))
        {
            int whole = Font.Width(piece), visible = Font.Width(piece.TrimEnd());
            if (used + visible > width && used > 0) (lines, used) = (lines + 1, 0);
            // A word longer than the line is broken where the line ends, which must not be relied on.
            if (visible > width) return int.MaxValue;
            used += whole;
        }

        return lines * Font.LineHeight;
    }

    [GeneratedRegex(@"^\{\\[^}]+\}")]
    private static partial Regex Style();

    [GeneratedRegex(@"\[([^\]]+)\]")]
    private static partial Regex Property();

    [GeneratedRegex(@"[\u2E80-\uFFFF] *|[^\s\u2E80-\uFFFF]+\s*|\s+")]
    private static partial Regex Pieces();
}
