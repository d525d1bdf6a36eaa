using System.Diagnostics.Metrics;
using System.Globalization;
using OmsGateway.Gateway.Health;
using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Health;

public class MetricsTests
{
    [Fact]
    public async Task They_count_what_goes_through_the_gateway()
    {
        await using HealthTrial trial = await HealthTrial.StartAsync();
        Assert.Equal("0", Value(await trial.GetAsync("/metrics", 200), "omsgateway_tunnels_total{outcome=\"Completed\"}"));
        using (GatewayClient client = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port))
        {
            Assert.Equal("1", Value(await trial.GetAsync("/metrics", 200), "omsgateway_client_connections"));
            client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await client.ReadToEndAsync();
        }

        await trial.Gateway.WhenIdleAsync();
        string text = await trial.GetAsync("/metrics", 200);
        Assert.Equal("1", Value(text, "omsgateway_tunnels_total{outcome=\"Completed\"}"));
        Assert.Equal("0", Value(text, "omsgateway_tunnels_total{outcome=\"ForbiddenHost\"}"));
        Assert.Equal("1", Value(text, "omsgateway_tunnel_setup_duration_seconds_count"));
        Assert.Equal("1", Value(text, "omsgateway_tunnel_setup_duration_seconds_bucket{le=\"+Inf\"}"));
        Assert.True(long.Parse(Value(text, "omsgateway_tunnel_io_bytes_total{network_io_direction=\"receive\"}"), CultureInfo.InvariantCulture) > 0);
        Assert.Equal("1", Value(text, "omsgateway_ready"));
        // Whose they are is for the log.
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
    }

    /// <summary>By the example and the rules for escaping of prometheus.io, "Exposition formats".</summary>
    [Fact]
    public void The_text_is_that_of_Prometheus()
    {
        using var meter = new Meter("test");
        using var reader = new MetricsReader(meter);
        meter.CreateHistogram("a.time", "s", "Of \\ and\nlines", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [.05, 1] }).Record(.25);
        meter.CreateCounter<long>("b.things", "{thing}", "Things.")
            .Add(3, new KeyValuePair<string, object?>("c.d", "\"x\"\\\n"), new KeyValuePair<string, object?>("e", null));
        long now = 5;
        meter.CreateObservableUpDownCounter("c", () => now, "By", "Bytes.");
        Assert.Equal(
            """"
            # HELP a_time_seconds Of \\ and\nlines
            # TYPE a_time_seconds histogram
            a_time_seconds_bucket{le="0.05"} 0
            a_time_seconds_bucket{le="1"} 1
            a_time_seconds_bucket{le="+Inf"} 1
            a_time_seconds_sum 0.25
            a_time_seconds_count 1
            # HELP b_things_total Things.
            # TYPE b_things_total counter
            b_things_total{c_d="\"x\"\\\n",e=""} 3
            # HELP c_bytes Bytes.
            # TYPE c_bytes gauge
            c_bytes 5

            """", reader.Read(), ignoreLineEndingDifferences: true);
        now = 4;
        Assert.Contains("\nc_bytes 4\n", reader.Read(), StringComparison.Ordinal);
    }

    private static string Value(string text, string series) =>
        Assert.Single(text.Split('\n'), line => line.StartsWith(series + " ", StringComparison.Ordinal))[(series.Length + 1)..];
}
