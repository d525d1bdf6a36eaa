using System.Globalization;
using System.Text;

namespace OmsGateway.Configuration.Inventory;

/// <summary>
/// Writes an inventory as lines of ASCII whose fields are separated by tabs; times are seconds since 1970 (UTC), and what is not known is empty.
/// The first field says what the line is:
/// <code>
/// inventory  version  written  clients since  hosts since
/// host       host  group  first used  last used  tunnels  bytes sent  bytes received
/// client     address  group  first seen  last seen  recent days  tunnels  bytes sent  bytes received  TLS versions  hosts  refused at  reason  host
/// end        number of hosts and clients
/// </code>
/// Recent days and TLS versions are sets of bits as in <see cref="KnownClient"/>. A client's hosts are the numbers of host lines, from 0,
/// separated by commas, so that no name is written for each client. A file without its end is not whole.
/// </summary>
internal static class InventoryWriter
{
    /// <summary>Number of this form. Raise it with a change of what a line says, and let the reader read both.</summary>
    public const int Version = 1;

    public const string Head = "inventory";
    public const string Host = "host";
    public const string Client = "client";
    public const string End = "end";

    /// <summary>Writes it; the stream stays open.</summary>
    public static void Write(GatewayInventory inventory, Stream stream)
    {
        using var text = new StreamWriter(stream, Encoding.ASCII, 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        Line(text, Head, Version, inventory.Written, inventory.ClientsSince, inventory.HostsSince);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int lines = 0;
        foreach (UsedHost host in inventory.Hosts)
        {
            numbers[host.Host] = lines++;
            Line(text, Host, host.Host, host.Group, host.FirstUsed, host.LastUsed, host.Tunnels, host.BytesSent, host.BytesReceived);
        }

        foreach (KnownClient client in inventory.Clients)
        {
            lines++;
            // A host may have been added since the hosts' lines were written, or be forgotten already.
            string hosts = string.Join(",", client.Hosts.Where(numbers.ContainsKey).Select(host => numbers[host]));
            Line(text, Client, client.Address, client.Group, client.FirstSeen, client.LastSeen, client.RecentDays, client.Tunnels, client.BytesSent,
                client.BytesReceived, (int)client.TlsVersions, hosts, client.LastRefusal?.Time, client.LastRefusal?.Reason, client.LastRefusal?.Host);
        }

        Line(text, End, lines);
    }

    private static void Line(TextWriter text, string kind, params object?[] fields)
    {
        text.Write(kind);
        foreach (object? field in fields)
        {
            text.Write('\t');
            text.Write(field is DateTimeOffset time ? Text(time.ToUnixTimeSeconds()) : Text(field));
        }

        text.WriteLine();
    }

    private static string? Text(object? field) => Convert.ToString(field, CultureInfo.InvariantCulture);
}
