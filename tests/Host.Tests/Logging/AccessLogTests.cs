using System.Text.Json;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Logging;

/// <summary>The access log of the real program.</summary>
[Trait("Native", "yes")]
public sealed class AccessLogTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task It_begins_and_ends_with_the_setting_and_a_stop_writes_what_is_left()
    {
        int port = await _program.AllowAsync(_target.Port);
        string folder = Path.Combine(_program.Directory, "state", "access");
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        await _target.VisitAsync(port);
        Assert.False(Directory.Exists(folder));

        await _program.DoAsync("config", "set", "AccessLog", "File");
        await gateway.WaitForAsync("AccessLog Off -> File");
        for (int i = 0; i < 3; i++) await _target.VisitAsync(port);
        await _program.DoAsync("config", "set", "AccessLogDays", "7");
        await gateway.WaitForAsync("AccessLogDays 30 -> 7");
        await _target.VisitAsync(port);
        gateway.Signal("INT");
        Assert.Equal(0, await gateway.ExitCodeAsync());

        // A change of its settings begins another file.
        string[] files = [.. Directory.GetFiles(folder).OrderByDescending(f => f, StringComparer.Ordinal)];
        Assert.Equal("access.jsonl", Path.GetFileName(files[0]));
        Assert.Equal(2, files.Length);
        JsonElement[] lines = [.. files.Reverse().SelectMany(File.ReadAllLines).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(8, lines.Length);
        Assert.Equal(4, lines.Count(l => l.GetProperty("outcome").GetString() == "ForbiddenHost" && l.GetProperty("host").GetString() == "www.fabrikam.com"));
        Assert.Equal(4, lines.Count(l => l.GetProperty("verified").GetBoolean() && l.GetProperty("received").GetInt64() > 0
            && l.GetProperty("client").GetString() == "127.0.0.1"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(files[0]) & (UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
    }
}
