using System.Net.Security;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Faults;

/// <summary>A configuration directory on a file system without room, mounted for the gateway's process alone.</summary>
[Collection(FaultCollection.Name)]
public sealed class DiskFullTests : IDisposable
{
    private const string Mount = "mount -t tmpfs -o size=128k,mode=700 none";

    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [NamespaceFact($"unshare -m sh -c '{Mount} /mnt'")]
    public async Task A_full_disk_keeps_the_settings_as_they_are_and_the_gateway_goes_on()
    {
        int port = await _program.AllowAsync(_target.Port);
        string files = _program.Directory;
        using RunningGateway gateway = _program.Start("unshare", "-m", "sh", "-c",
            $"tar -C {files} -cf - . | (mkdir {files}/full && {Mount} {files}/full && tar -C {files}/full -xf - && mount --move {files}/full {files}) && "
            + "exec \"$0\" \"$@\"");
        await gateway.WaitForAsync("[101]");
        string[] inside = ["nsenter", $"--mount=/proc/{gateway.Id}/ns/mnt"];
        // The same directory, seen from outside.
        string directory = $"/proc/{gateway.Id}/root{files}";
        string settings = Path.Combine(directory, "OMSGateway.config");
        string before = await File.ReadAllTextAsync(settings);
        Fill(Path.Combine(directory, "filler"));

        ProgramResult refused = await _program.RunThroughAsync(inside, "config", "set", "ListenPort", $"{RunningGateway.FreePort()}");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("was not changed", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("No space left on device", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(settings));
        Assert.DoesNotContain(Directory.GetFiles(directory), f => f.EndsWith(".tmp", StringComparison.Ordinal));
        await gateway.WaitForAsync("status file cannot be written");
        File.Delete(Path.Combine(directory, "state", "OMSGateway.status"));
        ProgramResult status = await _program.RunThroughAsync(inside, "status");
        Assert.Equal((int)ExitCode.NotAnswering, status.ExitCode);
        Assert.Contains($"A gateway runs as process {gateway.Id}", status.Errors, StringComparison.Ordinal);
        await using (await TlsTunnel.OpenAsync(port, _target.Port))
        {
        }

        File.Delete(Path.Combine(directory, "filler"));
        int next = RunningGateway.FreePort();
        ProgramResult taken = await _program.RunThroughAsync(inside, "config", "set", "ListenPort", $"{next}");
        Assert.True(taken.ExitCode == 0, taken.ToString());
        await gateway.WaitForAsync($"ListenPort {port} -> {next}");
        await using SslStream tunnel = await TlsTunnel.OpenAsync(next, _target.Port);
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) file.Write(new byte[512]);
        }
        catch (IOException)
        {
            // Full.
        }
    }
}
