using System.Globalization;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Health;

/// <summary>Reads a gateway's health port as a browser would.</summary>
internal static class HealthPage
{
    private static readonly HttpClient Client = new() { Timeout = Patience.Limit };

    public static async Task<string> GetAsync(int port, string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"));
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    public static async Task<string> MetricsAsync(int port)
    {
        string page = await GetAsync(port, "/metrics");
        Assert.StartsWith("200 ", page);
        return page[4..];
    }

    /// <summary>The value of a series without labels.</summary>
    public static async Task<long> ReadAsync(int port, string series)
    {
        string line = Assert.Single((await MetricsAsync(port)).Split('\n'), l => l.StartsWith(series + " ", StringComparison.Ordinal));
        return (long)double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until a series without labels has a value; of a counter, until it has at least that.</summary>
    public static async Task WaitUntilAsync(int port, string series, long value)
    {
        bool isCount = series.EndsWith("_count", StringComparison.Ordinal);
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (await ReadAsync(port, series) is var read && (isCount ? read < value : read != value)) await Task.Delay(50, limit.Token);
    }
}
