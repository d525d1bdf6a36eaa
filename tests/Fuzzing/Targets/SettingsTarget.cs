using System.Text;
using System.Xml;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Fuzzing.Mutation;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>The settings file: reading it, and editing it as the cmdlets and the command line do.</summary>
internal sealed class SettingsTarget : FuzzTarget
{
    private const string Path = "OMSGateway.config";

    public override string Name => "settings";

    public override int MaximumLength => 32 * 1024;

    public override long MaximumAllocation => 64 << 20;

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Text.Utf8(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OMSGateway>\n  <!-- as set up -->\n  <ListenPort>8080</ListenPort>\n"
            + "  <RelayProxyAddress>http://proxy.contoso.com:3128</RelayProxyAddress>\n  <RelayProxyUserName>CONTOSO\\gateway</RelayProxyUserName>\n"
            + "  <RelayProxyPassword>secret</RelayProxyPassword>\n  <MaximumTunnels>100</MaximumTunnels>\n</OMSGateway>\n",
            "<OMSGateway>" + string.Concat(SettingDefinitions.All.Select(d => $"\r\n  <{d.Name}>{d.Example}</{d.Name}>")) + "</OMSGateway>",
            "<OMSGateway>\n  <Group name=\"pos\" clients=\"10.1.0.0/16 10.2.0.0/16\"/><Group name=\"lab\" clients=\"10.1.9.0/24\" hostPolicy=\"ReportOnly\" "
            + "/>\n</OMSGateway>"),
        Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<OMSGateway><listenport> 80 </listenport></OMSGateway>")).ToArray(),
    ];

    public override IReadOnlyList<byte[]> Words { get; } = Text.Utf8(
    [
        .. SettingDefinitions.All.SelectMany(d => new[] { d.Name, $"<{d.Name}>{d.Example}</{d.Name}>" }), "<!--", "-->", "<![CDATA[", "]]>", "&#x0;", "&#10;",
        "&lt;", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "xmlns=\"x\"", "xml:space=\"preserve\"", "<?pi x?>", "99999999999", "-1", "http://", "http://u:p@h:1/",
        "::1/128", "10.0.0.1/8", "\u202e", "\ud83d\ude00", "encoding=\"utf-16\"", "encoding=\"ibm037\"", "<Group name=\"a\" clients=\"10.0.0.0/8\"/>",
        "clients=\"::1\"", "hostPolicy=\"Enforce\"",
    ]);

    public override byte[]? Mutate(byte[] input, Random random) => XmlMutator.Mutate(input, random, Words);

    public override void Try(byte[] input)
    {
        SettingsReading reading = Read(input);
        int lines = input.Count(b => b == '\n') + input.Count(b => b == '\r') + 1;
        foreach (ConfigurationProblem problem in reading.Problems.Concat(reading.Warnings))
        {
            Invariant.IsMessage(problem.ToString(), "A problem");
            Invariant.Holds(problem.Line >= 0 && problem.Line <= lines, "A problem stands beyond the file");
            Invariant.Holds(!problem.ToString().Contains("UNPROTECTED", StringComparison.Ordinal), "A secret is in a problem");
        }

        if (reading.Problems.Count == 0) CheckCanonicalForm(reading.Settings);
        CheckEdit(input, reading);
    }

    private static SettingsReading Read(byte[] input) => SettingsReader.Read(Path, input, new FakeProtector());

    private static void CheckCanonicalForm(GatewaySettings settings)
    {
        var editor = new SettingsEditor(null);
        foreach (SettingDefinition definition in SettingDefinitions.All)
        {
            string value = definition.Kind == SettingKind.Secret ? settings.RelayProxy?.Password ?? "" : definition.Format(settings);
            if (value.Length > 0) editor.Set(definition.Name, definition.Kind == SettingKind.Secret ? value["UNPROTECTED".Length..] : value);
        }

        foreach (ClientGroupSettings group in settings.Groups) editor.SetGroup(group);

        SettingsReading again = Read(editor.ToBytes());
        Invariant.Holds(again.Problems.Count == 0, "The canonical form has problems: " + string.Join('\n', again.Problems));
        Invariant.Same(Describe(settings), Describe(again.Settings), "The settings and their canonical form");
    }

    private static void CheckEdit(byte[] input, SettingsReading reading)
    {
        SettingsEditor editor;
        try
        {
            editor = new SettingsEditor(input);
        }
        catch (XmlException)
        {
            Invariant.Holds(reading.Problems.Count > 0, "What cannot be edited has no problem");
            return;
        }

        if (!editor.HasRoot) return;
        editor.Set("ListenPort", "1234");
        foreach (ClientGroupSettings group in reading.Settings.Groups) editor.SetGroup(group);
        SettingsReading edited = Read(editor.ToBytes());
        if (reading.Problems.Count > 0) return;
        Invariant.Holds(edited.Problems.Count == 0, "An edit makes problems: " + string.Join('\n', edited.Problems));
        Invariant.Same(Describe(reading.Settings with { ListenPort = 1234 }), Describe(edited.Settings), "The settings and the edited ones");
    }

    private static string Describe(GatewaySettings settings) =>
        string.Join('\n', SettingDefinitions.All.Select(d => $"{d.Name}={d.Format(settings)}")) + $"\n{settings.RelayProxy?.Password}"
        + string.Concat(settings.Groups.Select(g => $"\n{g.Name}: {string.Join(" ", g.Clients)} {g.HostPolicy}"));

    private sealed class FakeProtector : ISecretProtector
    {
        public string Protect(string secret) => secret["UNPROTECTED".Length..];

        public string Unprotect(string protectedText) => protectedText.Contains('!', StringComparison.Ordinal)
            ? throw new SecretException("it was altered")
            : "UNPROTECTED" + protectedText;
    }
}
