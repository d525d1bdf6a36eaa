using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Benchmarks;

/// <summary>A program with its output in a file, killed with all it started when disposed of.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process _process;

    private RunningProgram(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a program from the PATH, its output going to a file.</summary>
    public static RunningProgram Start(string[] command, string outputFile)
    {
        string[] shell = ["-c", "exec \"$@\" >\"$0\" 2>&1", outputFile, .. command];
        try
        {
            return new RunningProgram(Process.Start(new ProcessStartInfo("/bin/sh", shell))!);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{command[0]} cannot be started; ./build.sh bench installs it.", e);
        }
    }

    /// <summary>Waits until something listens on the port of loopback.</summary>
    public async Task WaitUntilListeningAsync(int port, string outputFile)
    {
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < 60_000 && !HasExited;)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(5);
            }
        }

        throw new InvalidOperationException($"Nothing listens on port {port}. The program said:\n{await File.ReadAllTextAsync(outputFile)}");
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
