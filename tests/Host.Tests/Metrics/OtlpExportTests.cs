using System.Diagnostics.Metrics;
using System.Net;
using OmsGateway.Host.Metrics;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Metrics;

public sealed class OtlpExportTests
{
    [Fact]
    public async Task The_meter_is_sent_to_the_collector_and_no_longer_once_the_endpoint_is_removed()
    {
        int port = RunningGateway.FreePort();
        using var collector = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        collector.Start();
        Task<HttpListenerContext> request = collector.GetContextAsync();
        using var meter = new Meter("OmsGateway");
        Counter<long> counter = meter.CreateCounter<long>("test");

        using var export = new OtlpExport(new RecordingLogger());
        export.Apply(new Uri($"http://127.0.0.1:{port}"));
        counter.Add(1);
        Task removed = Task.Run(() => export.Apply(null));

        HttpListenerContext context = await request.WaitAsync(Patience.Limit);
        Assert.Equal("/v1/metrics", context.Request.Url!.AbsolutePath);
        Assert.Equal("application/x-protobuf", context.Request.ContentType);
        context.Response.Close();
        await removed;
    }

    [Fact]
    public void A_dead_collector_holds_nothing_up_for_long()
    {
        using var export = new OtlpExport(new RecordingLogger());
        var time = System.Diagnostics.Stopwatch.StartNew();
        export.Apply(new Uri($"http://127.0.0.1:{RunningGateway.FreePort()}"));
        export.Apply(null);
        Assert.True(time.Elapsed < Patience.Limit, $"{time.Elapsed}");
    }
}
