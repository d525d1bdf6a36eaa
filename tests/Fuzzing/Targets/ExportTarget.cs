using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Transfer;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Fuzzing.Mutation;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>A file that is to be imported: refused with what is wrong, or written again to the same bytes.</summary>
internal sealed class ExportTarget : FuzzTarget
{
    private const string Path = "export.xml";

    public override string Name => "export";

    public override int MaximumLength => 32 * 1024;

    public override long MaximumAllocation => 64 << 20;

    public override int ShortRun => 3000;

    public override IReadOnlyList<byte[]> Seeds { get; } = Text.Utf8(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<OMSGatewayExport version=\"1\" product=\"2.0.0\">\r\n  <Settings>\r\n"
        + "    <ListenPort>3128</ListenPort>\r\n    <RelayProxyAddress>http://proxy.contoso.com:3128</RelayProxyAddress>\r\n"
        + "    <RelayProxyUserName>gateway</RelayProxyUserName>\r\n    <Group name=\"pos\" clients=\"10.1.0.0/16\" hostPolicy=\"ReportOnly\" />\r\n"
        + "  </Settings>\r\n  <Lists>\r\n    <AllowedHosts>\r\n      # ours\r\n"
        + "      a.contoso.com # remark\r\n\r\n      *.contoso.com\r\n    </AllowedHosts>\r\n    <AllowedClientCertificates>\r\n      CN=a, O=\"b &amp; c\"\r\n"
        + "    </AllowedClientCertificates>\r\n    <AppliedPresets>\r\n      <preset name=\"ArcESU\" cloud=\"Public\" regions=\"\" workspaces=\"\" "
        + "accounts=\"\" gateways=\"\" vaults=\"\" optional=\"false\"><host>a.contoso.com</host></preset>\r\n    </AppliedPresets>\r\n  </Lists>\r\n"
        + "  <Lists group=\"pos\"><AllowedHosts>b.contoso.com</AllowedHosts></Lists>\r\n  <OwnPresets><presets><!-- ours -->"
        + "<preset name=\"Own\" summary=\"\"><cloud name=\"Public\"><host>c.contoso.com</host>"
        + "</cloud></preset></presets></OwnPresets>\r\n  <Secrets kdf=\"PBKDF2-HMAC-SHA-512\" iterations=\"210000\" salt=\"AAECAwQFBgcICQoLDA0ODw==\">"
        + "<RelayProxyPassword>AAAA</RelayProxyPassword></Secrets>\r\n</OMSGatewayExport>\r\n",
        "<OMSGatewayExport version=\"1\"><Settings>"
            + string.Concat(SettingDefinitions.All.Where(d => d.Kind != SettingKind.Secret).Select(d => $"<{d.Name}>{d.Example}</{d.Name}>"))
        + "</Settings><Secrets><RelayProxyPassword/></Secrets></OMSGatewayExport>");

    public override IReadOnlyList<byte[]> Words { get; } = Text.Utf8(
        "<!--", "-->", "<![CDATA[", "]]>", "&#x0;", "&#10;", "&#13;", "&lt;", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "xmlns=\"x\"", "xmlns:p=\"x\"",
        "xml:space=\"preserve\"", "<?pi x?>", "version=\"2\"", "group=\"pos\"", "group=\"\"", "<Lists/>", "<AllowedHosts>a.b</AllowedHosts>",
        "iterations=\"2000000\"", "<RelayProxyPassword/>", "\u202e", "\ud83d\ude00",
        "<Group name=\"a\" clients=\"10.0.0.0/8\"/>", "<presets/>", "isOptional=\"true\"", "*", "# ", "\t");

    public override byte[]? Mutate(byte[] input, Random random) => XmlMutator.Mutate(input, random, Words);

    public override void Try(byte[] input)
    {
        TransferState state;
        try
        {
            state = TransferReader.Read(Path, input, null);
        }
        catch (ConfigurationException e)
        {
            Invariant.Holds(e.Problems.Count > 0, "A refusal names no problem");
            // A reference to a line end makes a line as well.
            int lines = input.Count(b => b is (byte)'\n' or (byte)'\r' or (byte)'&') + 1;
            foreach (ConfigurationProblem problem in e.Problems)
            {
                Invariant.IsMessage(problem.ToString(), "A problem");
                Invariant.Holds(problem.Line >= 0 && problem.Line <= lines, "A problem stands beyond the file");
            }

            return;
        }

        Invariant.Holds(state.Secret.Password is null, "A secret was read without its passphrase");
        byte[] written = TransferWriter.Write(state, null);
        Invariant.SameBytes(written, TransferWriter.Write(TransferReader.Read(Path, written, null), null), "An export, written once and twice,");
    }
}
