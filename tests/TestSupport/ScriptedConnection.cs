using System.Net.Sockets;
using System.Text;

namespace OmsGateway.TestSupport;

/// <summary>One connection of a <see cref="ScriptedServer"/>; text is Latin-1.</summary>
public sealed class ScriptedConnection(Socket socket, CancellationToken stop)
{
    /// <summary>Reads up to and with the empty line that ends a message head.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await socket.ReceiveAsync(one, stop) == 0) throw new SocketException((int)SocketError.ConnectionReset);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Sends text in one piece.</summary>
    public async Task SendAsync(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        for (int sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes.AsMemory(sent), stop);
    }

    /// <summary>Sends text in a segment per byte.</summary>
    public async Task DripAsync(string text)
    {
        foreach (char c in text)
        {
            await SendAsync(c.ToString());
            await Task.Yield();
        }
    }

    /// <summary>Sends the same text until the client closes.</summary>
    public async Task RepeatAsync(string text)
    {
        while (true) await SendAsync(text);
    }

    /// <summary>Keeps the connection open until the client closes it; what it sends is dropped.</summary>
    public Task HoldAsync() => ReadToEndAsync();

    /// <summary>Keeps the connection open until the client closes it, and returns what it has sent.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        byte[] piece = new byte[1024];
        int count;
        while ((count = await socket.ReceiveAsync(piece, stop)) > 0) all.Write(piece, 0, count);
        return all.ToArray();
    }

    /// <summary>Breaks the connection instead of closing it.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
