using System.Diagnostics;

namespace OmsGateway.Installer.Tests.Support;

/// <summary>A screen that nobody sees, for the windows of Wine: an Xvfb of the tests' own.</summary>
internal sealed class Display : IDisposable
{
    private readonly Process _server;

    public Display()
    {
        // It looks for a free number itself and writes it when it is ready.
        var start = new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _server = Process.Start(start)!;
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginErrorReadLine();
        Name = $":{_server.StandardOutput.ReadLine()}";
    }

    /// <summary>The value for DISPLAY.</summary>
    public string Name { get; }

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }
}
