using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Reporting;

namespace OmsGateway.Gateway;

/// <summary>
/// The lines of the access log: JSON in ASCII, so that nothing that a client has chosen can break one. Their schema is in the administrator's guide,
/// and no field is ever given another meaning.
/// </summary>
public static class AccessLogLine
{
    /// <summary>Number of the schema. New fields do not change it: whoever reads lines passes over those that it does not know.</summary>
    public const int Schema = 1;

    /// <summary>Characters that <see cref="Shorten"/> leaves of a field that is longer.</summary>
    public const int ShortenedLength = 64;

    /// <summary>The line for lines that were lost: <c>{"schema":1,"time":"2026-11-29T00:00:00.000Z","lost":12}</c>.</summary>
    /// <param name="time">When that was found.</param>
    /// <param name="count">How many were lost since the last such line.</param>
    public static string Loss(DateTimeOffset time, long count) => Write(json =>
    {
        json.WriteNumber("schema"u8, Schema);
        json.WriteString("time"u8, Time(time));
        json.WriteNumber("lost"u8, count);
    });

    /// <summary>
    /// The same line where it must be short: <c>certificate</c> and <c>detail</c>, which are all that can be long, end in an ellipsis after
    /// <see cref="ShortenedLength"/> characters. It has 1,600 bytes at most then.
    /// </summary>
    public static string Shorten(string line) => Write(json =>
    {
        using JsonDocument read = JsonDocument.Parse(line);
        foreach (JsonProperty field in read.RootElement.EnumerateObject())
        {
            if (field.Name is "certificate" or "detail" && field.Value.GetString() is { Length: > ShortenedLength } text)
                json.WriteString(field.Name, string.Concat(text.AsSpan(0, ShortenedLength), "…"));
            else field.WriteTo(json);
        }
    });

    /// <summary>The line for a connection that is over, without its end.</summary>
    /// <param name="record">The connection.</param>
    /// <param name="ended">When it was over.</param>
    /// <param name="duration">How long it was open.</param>
    internal static string Of(TunnelRecord record, DateTimeOffset ended, TimeSpan duration) => Write(json =>
    {
        json.WriteNumber("schema"u8, Schema);
        json.WriteString("time"u8, Time(ended));
        json.WriteString("started"u8, Time(ended - duration));
        json.WriteNumber("seconds"u8, Math.Round((decimal)duration.TotalSeconds, 3));
        json.WriteNumber("id"u8, record.Id);
        Write(json, "client"u8, "clientPort"u8, record.Client);
        json.WriteString("group"u8, record.Group);
        json.WriteString("host"u8, record.Request?.Host.Value);
        if (record.Request is { } request) json.WriteNumber("port"u8, request.Port);
        else json.WriteNull("port"u8);
        Write(json, "remote"u8, "remotePort"u8, record.Remote);
        json.WriteString("tls"u8, Name(record.TlsVersion));
        json.WriteString("certificate"u8, record.ClientCertificate?.ToString());
        json.WriteBoolean("verified"u8, record.IsVerified);
        json.WriteString("outcome"u8, record.Outcome.ToString());
        json.WriteString("detail"u8, record.Detail);
        json.WriteNumber("sent"u8, record.BytesSent);
        json.WriteNumber("received"u8, record.BytesReceived);
    });

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.ASCII.GetString(line.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> address, ReadOnlySpan<byte> port, IPEndPoint? endPoint)
    {
        json.WriteString(address, endPoint?.Address.ToString());
        if (endPoint is not null) json.WriteNumber(port, endPoint.Port);
        else json.WriteNull(port);
    }

    // UTC by RFC 3339, with milliseconds.
    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string? Name(TlsVersion version) => version switch
    {
        TlsVersion.Tls10 => "1.0",
        TlsVersion.Tls11 => "1.1",
        TlsVersion.Tls12 => "1.2",
        TlsVersion.Tls13 => "1.3",
        _ => null,
    };
}
