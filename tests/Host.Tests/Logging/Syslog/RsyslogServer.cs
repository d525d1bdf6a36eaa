using System.Diagnostics;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Logging.Syslog;

/// <summary>A message as rsyslog's own parsers of framing and RFC 5424 understood it; the text is its documentation's, "rsyslog Properties".</summary>
internal sealed record SyslogReceived(
    string Input, string Priority, string Version, string Timestamp, string HostName, string AppName, string ProcId, string MsgId, string Structured,
    string Message);

/// <summary>rsyslogd on 127.0.0.1: UDP, TCP, and TLS as the guide configures it, with a certificate for localhost.</summary>
internal sealed class RsyslogServer : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _program;
    private Process? _process;

    public RsyslogServer(TestAuthority authority)
    {
        (string certificate, string key) = authority.Issue("localhost");
        AuthorityPath = _folder.Write("authority.pem", authority.Certificate);
        _folder.Write("certificate.pem", certificate);
        _folder.Write("key.pem", key);
        _folder.Write("rsyslog.conf", $"""
            global(workDirectory="{_folder.Root}")
            template(name="parsed" type="string"
                     string="%inputname%\t%pri%\t%protocol-version%\t%timestamp:::date-rfc3339%\t%hostname%\t%app-name%\t%procid%\t%msgid%\t%structured-data%\t%msg%\n")
            {Guide()}
            module(load="imudp")
            input(type="imudp" name="udp" address="127.0.0.1" port="{UdpPort}")
            input(type="imtcp" name="tcp" address="127.0.0.1" port="{TcpPort}")
            {Parsed}

            """);
        // Where AppArmor keeps the installed program to its own folders, as on Ubuntu, a copy has leave to use these.
        _program = _folder["rsyslogd"];
        File.Copy(ProgramRunner.Output("sh", "-c", "PATH=$PATH:/usr/sbin command -v rsyslogd").Trim(), _program);
    }

    public int UdpPort { get; } = LoopbackPort.Free();

    public int TcpPort { get; } = LoopbackPort.Free();

    public int TlsPort { get; } = LoopbackPort.Free();

    /// <summary>The certificate of the authority, for SSL_CERT_FILE.</summary>
    public string AuthorityPath { get; }

    /// <summary>What the configuration of the guide has written.</summary>
    public string[] GuideLines => Lines("oms-gateway.jsonl");

    /// <summary>What has come so far, over all starts.</summary>
    public IReadOnlyList<SyslogReceived> Received =>
        [.. Lines("received").Select(l => l.Split('\t')).Select(f => new SyslogReceived(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9]))];

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(_program, ["-n", "-f", _folder["rsyslog.conf"], "-i", _folder["pid"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        Process process = _process;
        foreach (int port in new[] { TcpPort, TlsPort })
            if (!await LoopbackPort.WaitUntilListeningAsync(port, () => process.HasExited))
                throw new InvalidOperationException($"rsyslogd does not start: {await errors}");
    }

    /// <summary>Ends it at once, with all its connections.</summary>
    public void Stop()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
        File.Delete(_folder["pid"]);
    }

    /// <summary>Waits until enough has come.</summary>
    public async Task<IReadOnlyList<SyslogReceived>> WaitForAsync(Func<IReadOnlyList<SyslogReceived>, bool> isEnough)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience.Limit; await Task.Delay(20))
            if (Received is var received && isEnough(received)) return received;
        throw new TimeoutException($"rsyslog has received only:\n{string.Join('\n', Received)}");
    }

    public void Dispose()
    {
        Stop();
        _folder.Dispose();
    }

    private string Parsed => $"""action(type="omfile" file="{_folder["received"]}" template="parsed")""";

    /// <summary>The configuration of the guide, on this server's port and with its files, which writes what was parsed as well.</summary>
    private string Guide()
    {
        const string Begin = "```rsyslog\n";
        string guide = File.ReadAllText(ProjectFiles.Find("docs/administrators-guide.md")).ReplaceLineEndings("\n");
        guide = guide[(guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..];
        return guide[..guide.IndexOf("```", StringComparison.Ordinal)]
            .Replace("/etc/rsyslog.d/tls", _folder.Root, StringComparison.Ordinal)
            .Replace("/var/log", _folder.Root, StringComparison.Ordinal)
            .Replace("port=\"6514\"", $"address=\"127.0.0.1\" name=\"tls\" port=\"{TlsPort}\"", StringComparison.Ordinal)
            .Replace("action(", $"{Parsed}\n  action(", StringComparison.Ordinal);
    }

    private string[] Lines(string file)
    {
        if (!File.Exists(_folder[file])) return [];
        using var reader = new StreamReader(new FileStream(_folder[file], FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        // Without one that is still being written.
        return reader.ReadToEnd().Split('\n')[..^1];
    }
}
