using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using OmsGateway.TestSupport;

namespace OmsGateway.Clients.Surroundings;

/// <summary>
/// The real program as it is set up for such clients: one host allowed. Its relay proxy knows the test's names, which nobody else
/// does, and takes every tunnel to the server, whatever its port; so clients use names and port 443 without rights or a network.
/// </summary>
internal sealed class Gateway : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProxyListener _relay;
    private readonly Tool _program;

    private Gateway(string program, string allowedHost, int server)
    {
        _relay = new ProxyListener((_, client) => RelayAsync(client, server));
        Port = LoopbackPort.Free();
        foreach (string[] verb in (string[][])
        [
            ["config", "set", "ListenPort", Port.ToString(CultureInfo.InvariantCulture)],
            ["config", "set", "LogLevel", "Debug"],
            ["config", "set", "LogRepetition", "Each"],
            ["config", "set", "RelayProxyAddress", $"http://127.0.0.1:{_relay.Port}"],
            ["hosts", "add", allowedHost],
        ]) ProgramRunner.Output(program, ["--config-dir", _folder.Root, .. verb]);
        _program = Tool.Start(program, "--config-dir", _folder.Root, "run");
    }

    public int Port { get; }

    /// <summary>How many characters it has logged.</summary>
    public int LogLength => _program.Output.Length;

    public static async Task<Gateway> StartAsync(string program, string allowedHost, int server)
    {
        var gateway = new Gateway(program, allowedHost, server);
        await gateway._program.WaitForAsync("has started");
        return gateway;
    }

    /// <summary>Waits until it logs a text, after what it had logged by then.</summary>
    /// <returns>False when it does not.</returns>
    public async Task<bool> LogsAsync(string text, int from)
    {
        try
        {
            await _program.WaitForAsync(new Regex($@"(?s)\A.{{{from}}}.*{Regex.Escape(text)}"));
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _relay.Dispose();
        _folder.Dispose();
    }

    private static async Task RelayAsync(NetworkStream client, int server)
    {
        await client.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 Connection established\r\n\r\n"));
        using Socket socket = await LoopbackPort.DialAsync(server);
        await using var stream = new NetworkStream(socket);
        await Task.WhenAll(PumpAsync(client, stream, socket), PumpAsync(stream, client, client.Socket));
    }

    private static async Task PumpAsync(Stream from, Stream to, Socket end)
    {
        await from.CopyToAsync(to);
        end.Shutdown(SocketShutdown.Send);
    }
}
