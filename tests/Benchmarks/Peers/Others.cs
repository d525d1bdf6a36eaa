namespace OmsGateway.Benchmarks.Peers;

/// <summary>The gateways of Debian that the product is measured beside.</summary>
internal static class Others
{
    /// <summary>The name of the one that ratios refer to.</summary>
    public const string Squid = "squid";

    /// <summary>The name of HAProxy, which relays TCP.</summary>
    public const string HaProxy = "haproxy (TCP)";

    /// <summary>The file with what squid says of itself.</summary>
    public const string SquidLog = "cache.log";

    /// <param name="origin">The origin's port.</param>
    /// <param name="generator">The load generator, which is the smallest relay as well.</param>
    public static IEnumerable<Peer> All(int origin, string generator) =>
    [
        new(Squid, true, (directory, port) => SquidCommand(directory, port, $"{origin}")),
        new("tinyproxy", true, (directory, port) =>
        {
            Write(directory, "allowed", $"^{Peer.OriginHost}$\n");
            return ["tinyproxy", "-d", "-c", Write(directory, "tinyproxy.conf", $"""
                Port {port}
                Listen 127.0.0.1
                Timeout 600
                MaxClients 30000
                ConnectPort {origin}
                LogLevel Critical
                FilterDefaultDeny Yes
                Filter "{directory}/allowed"

                """)];
        }),
        new("apache", true, (directory, port) => ["apache2", "-DFOREGROUND", "-f", Write(directory, "apache.conf", $"""
            ServerRoot {directory}
            PidFile {directory}/pid
            ServerName localhost
            Listen 127.0.0.1:{port}
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
            LoadModule proxy_connect_module /usr/lib/apache2/modules/mod_proxy_connect.so
            User www-data
            Group www-data
            ErrorLog {directory}/error.log
            LogLevel crit
            ThreadLimit 512
            ServerLimit 32
            ThreadsPerChild 512
            MaxRequestWorkers 12288
            StartServers 2
            ProxyRequests On
            AllowCONNECT {origin}
            ProxyTimeout 600
            Timeout 600
            <Proxy "*">
              Require expr %{"{HTTP_HOST}"} =~ m#^{Peer.OriginHost}#
            </Proxy>

            """)]),
        new(HaProxy, false, (directory, port) => ["haproxy", "-db", "-f", Write(directory, "haproxy.cfg", $"""
            global
              maxconn {FileLimit.Tunnels}
              maxpipes 128
              nbthread 2
            defaults
              mode tcp
              timeout connect 5s
              timeout client 600s
              timeout server 600s
              option splice-auto
            listen relay
              bind 127.0.0.1:{port}
              server origin 127.0.0.1:{origin}

            """)]),
        // The floor: no request, no decision, no limit, no log.
        new("smallest relay", false, (_, port) => [generator, "relay", $"{port}", $"{origin}"]),
        // What a tunnel costs more than a relayed connection: the request and its answer.
        new("smallest relay with CONNECT", true, (_, port) => [generator, "connect-relay", $"{port}", $"{origin}"]),
    ];

    /// <summary>Writes squid's configuration into a directory; returns its command.</summary>
    /// <param name="directory">The directory, which has its log as well, <see cref="SquidLog"/>.</param>
    /// <param name="port">Where squid is to listen.</param>
    /// <param name="allowedPorts">The origins' ports, separated by spaces.</param>
    /// <param name="accessLog">Where lines of the access log go, as its configuration says it.</param>
    /// <param name="hosts">The allowed hosts, or a file of them in quotes.</param>
    public static string[] SquidCommand(string directory, int port, string allowedPorts, string accessLog = "none", string hosts = Peer.OriginHost) =>
        ["squid", "-N", "-f", Write(directory, "squid.conf", $"""
            http_port 127.0.0.1:{port}
            acl origin dstdomain {hosts}
            acl origin_port port {allowedPorts}
            acl CONNECT method CONNECT
            http_access deny !CONNECT
            http_access deny CONNECT !origin_port
            http_access allow origin
            http_access deny all
            access_log {accessLog}
            cache_log {directory}/{SquidLog}
            cache deny all
            cache_mem 8 MB
            pid_filename none
            coredump_dir {directory}
            netdb_filename none
            pinger_enable off
            visible_hostname squid.test
            shutdown_lifetime 0 seconds
            max_filedescriptors {2 * FileLimit.Tunnels + 100}
            hosts_file /etc/hosts

            """)];

    private static string Write(string directory, string file, string text)
    {
        string path = Path.Combine(directory, file);
        File.WriteAllText(path, text);
        return path;
    }
}
