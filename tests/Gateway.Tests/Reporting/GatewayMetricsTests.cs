using System.Diagnostics.Metrics;
using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Reporting;

[Collection(nameof(GatewayMetricsTests))]
[CollectionDefinition(nameof(GatewayMetricsTests), DisableParallelization = true)]
public class GatewayMetricsTests
{
    [Fact]
    public async Task The_meter_tells_of_a_tunnel_and_of_a_refusal()
    {
        var measured = new Dictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == "OmsGateway") l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, _, tags, _) => Add(i, 1, tags));
        listener.Start();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);

        using (GatewayClient client = await gateway.OpenTunnelAsync(origin.Port))
        {
            listener.RecordObservableInstruments();
            Assert.Equal(1, measured["omsgateway.client.connections"]);
            client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await client.ReadToEndAsync();
        }

        using (GatewayClient refused = await gateway.ConnectAsync())
        {
            await refused.SendAsync($"CONNECT other.test:{origin.Port} HTTP/1.1\r\n\r\n");
            await refused.ReadAnswerAsync();
        }

        await gateway.WhenIdleAsync();
        lock (measured)
        {
            Assert.Equal(1, measured["omsgateway.tunnels Completed"]);
            Assert.Equal(1, measured["omsgateway.tunnels ForbiddenHost"]);
            Assert.Equal(1, measured["omsgateway.tunnel.setup.duration"]);
            Assert.Equal(2, measured["omsgateway.tunnel.duration"]);
            Assert.True(measured["omsgateway.tunnel.io transmit"] > 0);
            Assert.True(measured["omsgateway.tunnel.io receive"] > 0);
        }

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string key = instrument.Name + (tags.Length > 0 ? $" {tags[0].Value}" : "");
            lock (measured) measured[key] = measured.GetValueOrDefault(key) + value;
        }
    }
}
