using System.Diagnostics;
using System.Text;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Fuzzing.Tests;

/// <summary>Files as large as they may be, made of one piece over and over, are read in time that grows with their size.</summary>
public class LargeFileTests
{
    // A quadratic reader would take many minutes, and a busy machine a few seconds at most.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("a\n")]
    [InlineData("*.a.b\n")]
    [InlineData("a.")]
    [InlineData("://@[")]
    [InlineData("\u00e9")]
    [InlineData("#\n")]
    public void A_list_of_hosts(string piece) => Read(piece, content => ListFiles.Hosts("list", content));

    [Theory]
    [InlineData("CN=a,")]
    [InlineData("CN=a\n")]
    [InlineData("\\")]
    [InlineData("\"\"")]
    [InlineData("CN=#0C0161,")]
    [InlineData(" ")]
    public void A_list_of_subjects(string piece) => Read(piece, content => ListFiles.Subjects("list", content));

    [Theory]
    [InlineData("<a/>")]
    [InlineData("<a>")]
    [InlineData("<ListenPort>1</ListenPort>")]
    [InlineData("<AllowedPorts>1 2 3</AllowedPorts>")]
    [InlineData("<!---->")]
    [InlineData("x ")]
    [InlineData("&lt;")]
    public void A_settings_file(string piece) => Read(
        piece, content => SettingsReader.Read("file", content, new NoProtector()), "<OMSGateway>", "</OMSGateway>");

    [Theory]
    [InlineData("1 ")]
    [InlineData("1,")]
    [InlineData("::1/128 ")]
    public void A_settings_value(string piece)
    {
        foreach (string name in new[] { "AllowedPorts", "AllowedNetworks", "AllowedClients", "ProxyProtocolSources", "RelayProxyAddress", "OtlpEndpoint" })
        {
            Read(piece, content => SettingsReader.Read("file", content, new NoProtector()),
                $"<OMSGateway><{name}>", $"</{name}></OMSGateway>");
        }
    }

    private static void Read(string piece, Action<byte[]> read, string start = "", string end = "")
    {
        int times = (FileContent.MaximumBytes - start.Length - end.Length) / Encoding.UTF8.GetByteCount(piece);
        byte[] content = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(piece, times)) + end);
        long started = Stopwatch.GetTimestamp();
        read(content);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Limit);
    }

    private sealed class NoProtector : ISecretProtector
    {
        public string Protect(string secret) => secret;

        public string Unprotect(string protectedText) => protectedText;
    }
}
