using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting;

namespace OmsGateway.Gateway;

/// <summary>Takes a line of the access log, without ever waiting.</summary>
/// <param name="time">When the connection was over.</param>
/// <param name="level">How severe that end is.</param>
/// <param name="line">The line without its end, which is the caller's again when the call returns.</param>
public delegate void AccessLogReceiver(DateTimeOffset time, LogLevel level, ReadOnlySpan<byte> line);

/// <summary>
/// The lines of the access log: JSON in ASCII, so that nothing that a client has chosen can break one. Their schema is in the administrator's guide,
/// and no field is ever given another meaning.
/// </summary>
public static class AccessLogLine
{
    /// <summary>Number of the schema. New fields do not change it: a reader passes over those that it does not know.</summary>
    public const int Schema = 1;

    /// <summary>Characters that <see cref="Shorten"/> leaves of a field that is longer.</summary>
    public const int ShortenedLength = 64;

    /// <summary>Bytes of a time.</summary>
    public const int TimeLength = 24;

    // An IPv6 address with its zone; the length that .NET itself allows for (IPAddressParser.MaxIPv6StringLength).
    private const int LongestAddress = 65;

    [ThreadStatic]
    private static LineWriter? _writer;

    /// <summary>The line for lines that were lost: <c>{"schema":1,"time":"2026-11-29T00:00:00.000Z","lost":12}</c>.</summary>
    /// <param name="time">When that was found.</param>
    /// <param name="count">How many were lost since the last such line.</param>
    public static byte[] Loss(DateTimeOffset time, long count)
    {
        LineWriter line = Begin();
        line.Json.WriteNumber("schema"u8, Schema);
        Write(line.Json, "time"u8, time);
        line.Json.WriteNumber("lost"u8, count);
        return line.End().ToArray();
    }

    /// <summary>
    /// The same line where it must be short: <c>certificate</c> and <c>detail</c>, which are all that can be long, end in an ellipsis after
    /// <see cref="ShortenedLength"/> characters. It has 1,600 bytes at most then.
    /// </summary>
    public static byte[] Shorten(ReadOnlyMemory<byte> line)
    {
        LineWriter shortened = Begin();
        using JsonDocument read = JsonDocument.Parse(line);
        foreach (JsonProperty field in read.RootElement.EnumerateObject())
        {
            if (field.Name is "certificate" or "detail" && field.Value.GetString() is { Length: > ShortenedLength } text)
                shortened.Json.WriteString(field.Name, string.Concat(text.AsSpan(0, ShortenedLength), "…"));
            else field.WriteTo(shortened.Json);
        }

        return shortened.End().ToArray();
    }

    /// <summary>Writes a time as lines have it: UTC by RFC 3339, with milliseconds.</summary>
    /// <param name="time">The time.</param>
    /// <param name="text">Takes <see cref="TimeLength"/> bytes.</param>
    public static void FormatTime(DateTimeOffset time, Span<byte> text)
    {
        // Four more digits than are wanted, but a format of one's own would be read anew each time.
        Span<byte> roundTrip = stackalloc byte[28];
        time.UtcDateTime.TryFormat(roundTrip, out _, "O", CultureInfo.InvariantCulture);
        roundTrip[..(TimeLength - 1)].CopyTo(text);
        text[TimeLength - 1] = (byte)'Z';
    }

    /// <summary>The line for a connection that is over, without its end. It is there until this thread makes another.</summary>
    /// <param name="record">The connection.</param>
    /// <param name="ended">When it was over.</param>
    /// <param name="duration">How long it was open.</param>
    internal static ReadOnlySpan<byte> Of(TunnelRecord record, DateTimeOffset ended, TimeSpan duration)
    {
        LineWriter line = Begin();
        Utf8JsonWriter json = line.Json;
        json.WriteNumber("schema"u8, Schema);
        Write(json, "time"u8, ended);
        Write(json, "started"u8, ended - duration);
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
        json.WriteString("outcome"u8, OutcomeTable.Of(record.Outcome).Name);
        json.WriteString("detail"u8, record.Detail);
        json.WriteNumber("sent"u8, record.BytesSent);
        json.WriteNumber("received"u8, record.BytesReceived);
        return line.End();
    }

    private static LineWriter Begin()
    {
        LineWriter line = _writer ??= new LineWriter();
        line.Begin();
        return line;
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[TimeLength];
        FormatTime(time, text);
        json.WriteString(name, text);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> address, ReadOnlySpan<byte> port, IPEndPoint? endPoint)
    {
        if (endPoint is null)
        {
            json.WriteNull(address);
            json.WriteNull(port);
            return;
        }

        Span<byte> text = stackalloc byte[LongestAddress];
        endPoint.Address.TryFormat(text, out int length);
        json.WriteString(address, text[..length]);
        json.WriteNumber(port, endPoint.Port);
    }

    private static string? Name(TlsVersion version) => version switch
    {
        TlsVersion.Tls10 => "1.0",
        TlsVersion.Tls11 => "1.1",
        TlsVersion.Tls12 => "1.2",
        TlsVersion.Tls13 => "1.3",
        _ => null,
    };

    /// <summary>A thread's place to make lines in, so that a line leaves nothing to the garbage collector.</summary>
    private sealed class LineWriter
    {
        private readonly ArrayBufferWriter<byte> _text = new(512);

        // The default encoder, JavaScriptEncoder.Default, escapes everything that is not ASCII.
        public LineWriter() => Json = new Utf8JsonWriter(_text);

        public Utf8JsonWriter Json { get; }

        public void Begin()
        {
            _text.ResetWrittenCount();
            Json.Reset();
            Json.WriteStartObject();
        }

        public ReadOnlySpan<byte> End()
        {
            Json.WriteEndObject();
            Json.Flush();
            return _text.WrittenSpan;
        }
    }
}
