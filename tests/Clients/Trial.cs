using System.Globalization;
using System.Text.RegularExpressions;
using OmsGateway.Clients.Surroundings;
using OmsGateway.TestSupport;

namespace OmsGateway.Clients;

/// <summary>A gateway, a server behind it, and whatever clients need to use them; each client is given a folder of its own.</summary>
public sealed partial class Trial : IAsyncDisposable
{
    private const string AllowedHost = "allowed.clients.test";
    private const string RefusedHost = "refused.clients.test";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly Authority _authority = new(AllowedHost, RefusedHost);
    private readonly Lazy<WinePrefix> _wine;
    private WordServer? _server;
    private Gateway? _gateway;

    private Trial() => _wine = new(MakeWindows);

    /// <summary>Sets everything up.</summary>
    /// <param name="program">OMSGatewayService.</param>
    public static async Task<Trial> StartAsync(string program)
    {
        var trial = new Trial();
        File.WriteAllText(trial._folder["ca.pem"], trial._authority.Pem);
        trial._server = await WordServer.StartAsync(trial._authority);
        trial._gateway = await Gateway.StartAsync(program, AllowedHost, trial._server.Port);
        return trial;
    }

    /// <summary>Has a client fetch from the allowed host and then from the refused one.</summary>
    public async Task<TrialResult> RunAsync(Client client)
    {
        if (await FindVersionAsync(client) is not { } version) return new TrialResult(client, null, null, "");
        int logged = _gateway!.LogLength;
        ProgramResult allowed = await RunAsync(client, AllowedHost, _gateway.Port);
        if (allowed.ExitCode != 0 || !allowed.Output.Contains(_server!.Word, StringComparison.Ordinal))
            return new TrialResult(client, version, $"does not get its page: {allowed}", "");
        if (!await _gateway.LogsAsync("TLS session is successfully verified", logged))
            return new TrialResult(client, version, "gets its page, but the gateway does not say that it has verified the session", "");

        logged = _gateway.LogLength;
        ProgramResult refused = await RunAsync(client, RefusedHost, _gateway.Port);
        string seen = WhatItsUserSees(refused);
        string? failure = refused.Output.Contains(_server.Word, StringComparison.Ordinal) ? $"gets a page of the refused host: {refused}"
            : refused.ExitCode == 0 || seen.Length == 0 ? $"says nothing about the refusal: {refused}"
            : !await _gateway.LogsAsync($"Target host ({RefusedHost}) is forbidden", logged) ? $"fails, but not because it was refused: {refused}"
            : null;
        return new TrialResult(client, version, failure, seen);
    }

    /// <summary>The head of the first request that a client sends to its proxy, or null when the client is not here.</summary>
    public async Task<string?> RecordHeadAsync(Client client)
    {
        if (await FindVersionAsync(client) is null) return null;
        var head = new TaskCompletionSource<string>();
        using var recorder = new ProxyListener(async (text, stream) =>
        {
            // Browsers have errands of their own.
            if (text.Contains(AllowedHost, StringComparison.Ordinal)) head.TrySetResult(text);
            await stream.WriteAsync("HTTP/1.1 403 Recorded\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        });
        await RunAsync(client, AllowedHost, recorder.Port);
        return await head.Task.WaitAsync(TimeSpan.FromSeconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        if (_wine.IsValueCreated) _wine.Value.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    private static async Task<string?> FindVersionAsync(Client client)
    {
        ProgramResult result = await ProgramRunner.RunAsync("bash", ["-c", client.Version]);
        Match version = VersionNumber().Match(result.Output);
        return result.ExitCode == 0 && version.Success ? version.Value : null;
    }

    private async Task<ProgramResult> RunAsync(Client client, string host, int proxy)
    {
        string home = Directory.CreateDirectory(_folder[Guid.NewGuid().ToString("N")]).FullName;
        string port = proxy.ToString(CultureInfo.InvariantCulture);
        Dictionary<string, string> environment = new()
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "", ["NODE_PATH"] = Environment.GetEnvironmentVariable("NODE_PATH") ?? "",
            ["PROXY"] = $"http://127.0.0.1:{port}", ["PROXY_HOST"] = "127.0.0.1", ["PROXY_PORT"] = port,
            ["HOST"] = host, ["URL"] = $"https://{host}/hello", ["CA"] = _folder["ca.pem"], ["HOME"] = home, ["LANG"] = "C.UTF-8",
        };
        string script = Path.Combine(AppContext.BaseDirectory, "Scripts", client.Script);
        string command = Path.GetExtension(script) switch
        {
            ".sh" => "exec bash \"$0\"",
            ".py" => "exec python3 \"$0\"",
            ".rb" => "exec ruby \"$0\"",
            ".pl" => "exec perl \"$0\"",
            ".cjs" => "exec node \"$0\"",
            // The library, once compiled, serves both runs.
            ".go" => "GOCACHE=\"${CA%/*}/go\" go build -o client \"$0\" && exec ./client",
            ".java" => "keytool -importcert -noprompt -file \"$CA\" -keystore trusted -storepass changeit 2> keytool.log"
                + " && exec java -Djavax.net.ssl.trustStore=trusted -Djavax.net.ssl.trustStorePassword=changeit \"$0\"",
            ".js" => "http_proxy=$PROXY exec wine cscript //nologo \"Z:$0\"",
            string other => throw new InvalidOperationException($"Nothing runs {other} files."),
        };
        foreach ((string name, string? value) in client.NeedsWine ? _wine.Value.Environment : new Dictionary<string, string?>())
        {
            if (value is not null) environment[name] = value;
        }

        // Nothing else of this computer's environment: it may name proxies and authorities of its own.
        string[] line = ["-i", .. environment.Select(v => $"{v.Key}={v.Value}"), "bash", "-c", $"cd \"$HOME\" && {command}", script];
        try
        {
            return await (client.NeedsWine ? _wine.Value.RunAsync("env", line, limit: Limit) : ProgramRunner.RunAsync("env", line, limit: Limit));
        }
        catch (TimeoutException e)
        {
            return new ProgramResult(-1, "", e.Message);
        }
    }

    private WinePrefix MakeWindows()
    {
        var wine = new WinePrefix();
        wine.RunQuietly("wine", "regedit", "/S", "Z:" + _folder.Write("authority.reg", _authority.RegistryFile));
        return wine;
    }

    // What went wrong belongs on the error stream, which cscript does not use. The port changes with every run.
    private string WhatItsUserSees(ProgramResult refused)
    {
        string text = refused.Errors.Trim().Length > 0 ? refused.Errors : refused.Output;
        return string.Join(" ", Regex.Replace(text, $@"\b{_gateway!.Port}\b", "8080")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [GeneratedRegex(@"\d+(\.\d+)+\w*")]
    private static partial Regex VersionNumber();
}
