using System.Diagnostics;
using System.Text.Json;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Health;

/// <summary>Prometheus and its promtool read what the gateway gives.</summary>
[Trait("Native", "yes")]
public sealed class PrometheusTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
        _folder.Dispose();
    }

    [ToolFact("prometheus")]
    public async Task Prometheus_scrapes_it()
    {
        (RunningGateway gateway, int port, int healthPort) = await StartAsync();
        using RunningGateway running = gateway;
        await using Tool prometheus = StartPrometheus(healthPort, out int api);
        await QueryUntilAsync(api, "up{job=\"oms-gateway\"}", "1");
        await QueryUntilAsync(api, "omsgateway_tunnels_total{outcome=\"Completed\"}", "0");
        await (await TlsTunnel.OpenAsync(port, _target.Port)).DisposeAsync();
        await QueryUntilAsync(api, "omsgateway_tunnel_setup_duration_seconds_count", "1");
        await QueryUntilAsync(api, $"omsgateway_build_info{{version=\"{ProductVersion.Text}\"}}", "1");
    }

    /// <summary>It has no objection to names, types and texts.</summary>
    [ToolFact("promtool")]
    public async Task Promtool_finds_nothing_wrong_with_the_metrics()
    {
        (RunningGateway gateway, int port, int healthPort) = await StartAsync();
        using RunningGateway running = gateway;
        await (await TlsTunnel.OpenAsync(port, _target.Port)).DisposeAsync();
        ProgramResult result = await ProgramRunner.RunAsync("promtool", ["check", "metrics"], await HealthPage.MetricsAsync(healthPort));
        Assert.True(result is { ExitCode: 0, Output: "", Errors: "" }, result.ToString());
    }

    [ToolFact("promtool")]
    public async Task The_alerts_are_valid_and_ring()
    {
        string folder = ProjectFiles.Find("docs/monitoring");
        ProgramResult check = await ProgramRunner.RunAsync("promtool", ["check", "rules", Path.Combine(folder, "prometheus-alerts.yml")]);
        Assert.True(check.ExitCode == 0, check.ToString());
        ProgramResult test = await ProgramRunner.RunAsync("promtool", ["test", "rules", Path.Combine(folder, "prometheus-alerts.test.yml")]);
        Assert.True(test.ExitCode == 0, test.ToString());
    }

    /// <summary>Every panel of the dashboard asks for what promtool can parse.</summary>
    [ToolFact("promtool")]
    public async Task The_dashboard_s_queries_are_valid()
    {
        string path = _folder["dashboard.yml"];
        string rules = string.Concat(MonitoringFiles.DashboardQueries().Select((query, i) =>
            $"      - record: panel:query{i}\n        expr: {JsonSerializer.Serialize(query.Replace("$__rate_interval", "5m", StringComparison.Ordinal))}\n"));
        await File.WriteAllTextAsync(path, $"groups:\n  - name: dashboard\n    rules:\n{rules}");
        ProgramResult check = await ProgramRunner.RunAsync("promtool", ["check", "rules", path]);
        Assert.True(check.ExitCode == 0, check.ToString());
    }

    /// <summary>What alerts and dashboard name is there, and what is there is on the dashboard, in an alert or in the guide.</summary>
    [Fact]
    public async Task Alerts_and_dashboard_know_the_metrics()
    {
        (RunningGateway gateway, _, int healthPort) = await StartAsync();
        using RunningGateway running = gateway;
        string[] given = [.. MonitoringFiles.Families(await HealthPage.MetricsAsync(healthPort))];
        string[] named = [.. MonitoringFiles.NamedMetrics()];
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(given));
        string guide = await File.ReadAllTextAsync(ProjectFiles.Find("docs/administrators-guide.md"));
        Assert.DoesNotContain(given, family => !guide.Contains($"`{family}`", StringComparison.Ordinal));
    }

    private async Task<(RunningGateway Gateway, int Port, int HealthPort)> StartAsync()
    {
        int port = await _program.AllowAsync(_target.Port), healthPort = LoopbackPort.Free();
        await _program.DoAsync("config", "set", "HealthPort", $"{healthPort}");
        RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        return (gateway, port, healthPort);
    }

    private Tool StartPrometheus(int healthPort, out int api)
    {
        api = LoopbackPort.Free();
        string configuration = _folder["prometheus.yml"];
        File.WriteAllText(configuration, $"""
            global:
              scrape_interval: 1s
            rule_files:
              - {ProjectFiles.Find("docs/monitoring/prometheus-alerts.yml")}
            scrape_configs:
              - job_name: oms-gateway
                static_configs:
                  - targets: ["127.0.0.1:{healthPort}"]

            """);
        return Tool.Start("prometheus", $"--config.file={configuration}", $"--storage.tsdb.path={_folder["data"]}", $"--web.listen-address=127.0.0.1:{api}");
    }

    /// <summary>Asks Prometheus' HTTP API until the first series of the answer has a value.</summary>
    private static async Task QueryUntilAsync(int api, string query, string value)
    {
        using var client = new HttpClient();
        string answer = "";
        for (var time = Stopwatch.StartNew(); time.Elapsed < Patience.Limit; await Task.Delay(100))
        {
            try
            {
                answer = await client.GetStringAsync(new Uri($"http://127.0.0.1:{api}/api/v1/query?query={Uri.EscapeDataString(query)}"));
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
                continue;
            }

            JsonElement result = JsonDocument.Parse(answer).RootElement.GetProperty("data").GetProperty("result");
            if (result.GetArrayLength() > 0 && result[0].GetProperty("value")[1].GetString() == value) return;
        }

        Assert.Fail($"{query} has never been {value}: {answer}");
    }
}
