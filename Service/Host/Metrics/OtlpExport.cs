using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace OmsGateway.Host.Metrics;

/// <summary>Sends the meter <c>OmsGateway</c> to an OpenTelemetry collector for as long as one is configured.</summary>
internal sealed class OtlpExport(ILogger logger) : IDisposable
{
    // OpenTelemetry's port for gRPC; every other gets the protocol's default, HTTP with protobuf.
    private const int GrpcPort = 4317;

    private const string HttpMetricsPath = "/v1/metrics";

    private IDisposable? _provider;
    private Uri? _endpoint;

    /// <summary>Exports to an endpoint, or not at all.</summary>
    public void Apply(Uri? endpoint)
    {
        if (endpoint == _endpoint) return;
        _endpoint = endpoint;
        Stop();
        if (endpoint is not null) Start(endpoint);
    }

    public void Dispose() => Stop();

    // A method of its own, with no OpenTelemetry type outside it, so that the JIT loads those libraries only where they are used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Start(Uri endpoint)
    {
        try
        {
            _provider = Sdk.CreateMeterProviderBuilder()
                .ConfigureResource(r => r.AddService("oms-gateway", serviceVersion: ProductVersion.Text))
                .AddMeter("OmsGateway")
                .AddOtlpExporter(o => Configure(o, endpoint))
                .Build();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            HostLog.MetricsNotExported(logger, endpoint, e.Message);
        }
    }

    private static void Configure(OtlpExporterOptions options, Uri endpoint)
    {
        bool grpc = endpoint.Port == GrpcPort;
        options.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        // The library adds the path only to an endpoint that comes from an environment variable.
        options.Endpoint = grpc || endpoint.AbsolutePath != "/" ? endpoint : new Uri(endpoint, HttpMetricsPath);
        // A collector that does not answer must not hold up a reload or a stop for long.
        options.TimeoutMilliseconds = 2_000;
    }

    private void Stop()
    {
        // Sends what there is, once more.
        _provider?.Dispose();
        _provider = null;
    }
}
