using System.Diagnostics;

namespace OmsGateway.TestSupport;

/// <summary>A proxy program on 127.0.0.1, with its files in a directory of its own; both are gone when it is disposed.</summary>
public sealed class ExternalProxy : IDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _directory;

    private ExternalProxy(Process process, DirectoryInfo directory, int port)
    {
        _process = process;
        _directory = directory;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts squid.</summary>
    /// <param name="rules">Its configuration's auth_param, acl and http_access lines, given the directory.</param>
    /// <param name="onPort">The port of one that was stopped, to start it again there.</param>
    /// <param name="hosts">Names besides localhost that it takes for names of 127.0.0.1.</param>
    public static Task<ExternalProxy> StartSquidAsync(
        Func<string, string> rules, int? onPort = null, params string[] hosts) => StartAsync("squid", (directory, port) =>
    {
        string path = Path.Combine(directory, "squid.conf"), hostsFile = Path.Combine(directory, "hosts");
        // Of a name's lines in /etc/hosts squid keeps the last one only (src/ipcache.cc), which on most machines makes localhost ::1.
        File.WriteAllText(hostsFile, $"127.0.0.1 {string.Join(' ', hosts.Prepend("localhost"))}\n");
        // Without max_filedescriptors squid allocates for as many as the machine allows, which may be a million.
        File.WriteAllText(path, $"""
            http_port 127.0.0.1:{port}
            visible_hostname squid.test
            pid_filename none
            hosts_file {hostsFile}
            cache_log {directory}/cache.log
            access_log none
            netdb_filename none
            coredump_dir {directory}
            max_filedescriptors 1024
            pinger_enable off
            cache deny all
            shutdown_lifetime 0 seconds
            {rules(directory)}
            http_access deny all

            """);
        return ["-N", "-f", path];
    }, onPort);

    /// <summary>Starts tinyproxy.</summary>
    /// <param name="rules">Its BasicAuth and ConnectPort lines.</param>
    public static Task<ExternalProxy> StartTinyproxyAsync(string rules) => StartAsync("tinyproxy", (directory, port) =>
    {
        string path = Path.Combine(directory, "tinyproxy.conf");
        File.WriteAllText(path, $"""
            Port {port}
            Listen 127.0.0.1
            Timeout 60
            LogLevel Critical
            {rules}

            """);
        return ["-d", "-c", path];
    });

    /// <summary>Starts Apache as a forward proxy that takes every CONNECT it can make sense of to another proxy on 127.0.0.1.</summary>
    public static Task<ExternalProxy> StartApacheAsync(int relay) => StartAsync("apache2", (directory, port) =>
    {
        string path = Path.Combine(directory, "apache.conf");
        File.WriteAllText(path, $"""
            ServerRoot {directory}
            PidFile {directory}/pid
            ServerName apache.test
            Listen 127.0.0.1:{port}
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
            LoadModule proxy_connect_module /usr/lib/apache2/modules/mod_proxy_connect.so
            User www-data
            Group www-data
            ErrorLog {directory}/error.log
            HttpProtocolOptions Unsafe
            ProxyRequests On
            ProxyRemote "*" "http://127.0.0.1:{relay}"
            AllowCONNECT 1-65535

            """);
        return ["-DFOREGROUND", "-f", path];
    });

    /// <summary>Starts HAProxy as a TCP load balancer of gateways on 127.0.0.1, which it checks by connecting.</summary>
    public static Task<ExternalProxy> StartHaproxyAsync(params int[] gateways) => StartHaproxyAsync("", gateways);

    /// <summary>Starts it with options for each gateway, such as <c>send-proxy</c>.</summary>
    public static Task<ExternalProxy> StartHaproxyAsync(string options, params int[] gateways) =>
        StartHaproxyAsync(
            $"default-server check inter 200ms fall 2 rise 2 {options}", gateways.Select((gateway, i) => $"server gateway{i} 127.0.0.1:{gateway}"));

    /// <summary>Starts it with checks of /readyz at the gateways' health ports.</summary>
    public static Task<ExternalProxy> StartHaproxyAsync(params (int Port, int HealthPort)[] gateways) => StartHaproxyAsync(
        // Without a limit of its own a check has to be answered within inter, which a busy machine may not do.
        "option httpchk GET /readyz\n    http-check expect status 200\n    timeout check 5s\n    default-server check inter 200ms fall 2 rise 2",
        gateways.Select((gateway, i) => $"server gateway{i} 127.0.0.1:{gateway.Port} port {gateway.HealthPort}"));

    private static Task<ExternalProxy> StartHaproxyAsync(string checks, IEnumerable<string> servers) => StartAsync("haproxy", (directory, port) =>
    {
        string path = Path.Combine(directory, "haproxy.cfg");
        File.WriteAllText(path, $"""
            defaults
                mode tcp
                timeout connect 2s
                timeout client 1m
                timeout server 1m
            frontend agents
                bind 127.0.0.1:{port}
                default_backend gateways
            backend gateways
                balance leastconn
                option redispatch
                {checks}
                {string.Join("\n    ", servers)}

            """);
        return ["-db", "-f", path];
    });

    /// <summary>Writes a file for squid's basic_ncsa_auth with one user.</summary>
    public static void WritePasswordFile(string path, string user, string password)
    {
        using var openssl = Process.Start(new ProcessStartInfo("openssl", ["passwd", "-apr1", "-stdin"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        openssl.StandardInput.WriteLine(password);
        openssl.StandardInput.Close();
        File.WriteAllText(path, $"{user}:{openssl.StandardOutput.ReadToEnd().Trim()}\n");
        openssl.WaitForExit();
    }

    /// <summary>Ends it at once, with all its connections.</summary>
    public void Stop()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Stop(_process);
        _directory.Delete(recursive: true);
    }

    private static async Task<ExternalProxy> StartAsync(string program, Func<string, int, string[]> configure, int? onPort = null)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory($"{program}-test-");
        // Started by root, the proxy becomes another user.
        if (!OperatingSystem.IsWindows()) directory.UnixFileMode = (UnixFileMode)0b111_111_111;
        string output = "";
        // The free port may be taken by the time the proxy listens.
        for (int attempt = 0; attempt < 3; attempt++)
        {
            int port = onPort ?? LoopbackPort.Free();
            Process process = Process.Start(new ProcessStartInfo(program, configure(directory.FullName, port))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            if (await LoopbackPort.WaitUntilListeningAsync(port, () => process.HasExited)) return new(process, directory, port);
            Stop(process);
            // squid says in its own log what is wrong.
            output = string.Join('\n', [await errors, .. directory.GetFiles("*.log").Select(f => File.ReadAllText(f.FullName))]);
        }

        directory.Delete(recursive: true);
        throw new InvalidOperationException($"{program} does not start: {output}");
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
