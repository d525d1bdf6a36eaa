using System.Diagnostics;

namespace OmsGateway.Benchmarks.Peers;

/// <summary>A Windows of its own for the programs that are measured under Wine, set up when the first one starts.</summary>
internal sealed class WinePrefix(string directory) : IDisposable
{
    // The variable is read by CoreCLR alone: Wine does not let it map its code twice.
    private string[] Environment =>
        ["env", "-u", "TMPDIR", $"WINEPREFIX={directory}", "WINEDEBUG=-all", "DISPLAY=", "DOTNET_EnableWriteXorExecute=0", "/bin/sh", "-c"];

    private bool _isSetUp;

    /// <summary>A Windows build of the gateway. Wine's server does part of its work, so it runs below it and is counted with it.</summary>
    public Peer Run(string name, string program, int origin) => new(name, true, (configuration, port) =>
    {
        SetUp();
        OurGateway.Configure(configuration, port, $"{origin}");
        string windowsDirectory = $"Z:{configuration.Replace('/', '\\')}";
        return [.. Environment, "wineserver -f -p & exec wine \"$0\" \"$@\" < /dev/null", program, "--config-dir", windowsDirectory, "run"];
    });

    public void Dispose()
    {
        if (_isSetUp) Shell("wineserver -k");
    }

    private void SetUp()
    {
        if (!_isSetUp) Shell("wineboot -i; wineserver -w");
        _isSetUp = true;
    }

    private void Shell(string command)
    {
        string[] words = [.. Environment, $"{{ {command}; }} > /dev/null 2>&1"];
        using Process process = Process.Start(words[0], words[1..]);
        process.WaitForExit();
    }
}
