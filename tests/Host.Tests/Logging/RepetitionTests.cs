using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Logging;

/// <summary>What an administrator of the real program reads of clients that do the same again and again.</summary>
public sealed class RepetitionTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task Repetitions_are_summed_up_at_the_stop_with_the_day_s_figures()
    {
        int port = await _program.AllowAsync(_target.Port);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        for (int i = 0; i < 5; i++) await _target.VisitAsync(port);
        gateway.Signal("INT");
        Assert.Equal(0, await gateway.ExitCodeAsync());

        Assert.Matches(@" INFO \[103\] \[1\] Got request from 127\.0\.0\.1:\d+: CONNECT localhost:\d+$", Of(gateway, "[103]", "localhost")[0]);
        foreach (string phrase in (string[])["Got request from", "TLS session is successfully verified: ", "Target host (www.fabrikam.com) is forbidden."])
        {
            string[] lines = [.. gateway.Lines.Where(
                l => l.Contains(phrase, StringComparison.Ordinal) && !l.Contains("CONNECT www.fabrikam.com", StringComparison.Ordinal))];
            Assert.True(lines.Length == 2, $"{phrase}\n{string.Join("\n", gateway.Lines)}");
            Assert.DoesNotContain(" in the last ", lines[0], StringComparison.Ordinal);
            Assert.Matches(@" \(4 times in the last (\d+ minutes|minute)\)$", lines[1]);
        }

        string day = Assert.Single(gateway.Lines, l => l.Contains("tunnels 5,", StringComparison.Ordinal));
        Assert.Matches(@" INFO \[100\] From \d{4}-\d\d-\d\d \d\d:\d\d to .*: tunnels 5, clients 1, bytes sent [\d,]+, bytes received [\d,]+\. "
            + @"Refused or failed: ForbiddenHost 5\. Busiest clients: 127\.0\.0\.1 \(tunnels 5, bytes [\d,]+\)\. Busiest hosts: localhost ", day);
        Assert.EndsWith("OMS Gateway has stopped.", gateway.Lines[^1]);
    }

    [UnixFact]
    public async Task LogRepetition_takes_effect_at_once()
    {
        int port = await _program.AllowAsync(_target.Port);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        await _target.VisitAsync(port);
        await _program.DoAsync("config", "set", "LogRepetition", "Each");
        await gateway.WaitForAsync("LogRepetition Summarize -> Each");
        for (int i = 0; i < 3; i++) await _target.VisitAsync(port);
        gateway.Signal("INT");
        Assert.Equal(0, await gateway.ExitCodeAsync());
        Assert.Equal(4, Of(gateway, "[103]", "localhost").Length);
        Assert.Equal(4, Of(gateway, "[105]", "www.fabrikam.com").Length);
    }

    private static string[] Of(RunningGateway gateway, string id, string host) =>
        [.. gateway.Lines.Where(l => l.Contains(id, StringComparison.Ordinal) && l.Contains(host, StringComparison.Ordinal))];
}
