using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace OmsGateway.TestSupport;

/// <summary>A running command-line program whose output can be waited for; ended when disposed of.</summary>
public sealed class Tool : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Tool(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>What the program has written so far, to both streams.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts a program on the PATH.</summary>
    public static Tool Start(string name, params string[] arguments)
    {
        ProcessStartInfo start = new(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return new Tool(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"'{name}' cannot be started; build.sh installs it.", e);
        }
    }

    /// <summary>Why tests that need the program are skipped, or null when they run.</summary>
    public static string? ReasonToSkip(string name)
    {
        if (!OperatingSystem.IsWindows()) return null;
        string[] folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return folders.Any(folder => File.Exists(Path.Combine(folder, name + ".exe"))) ? null : $"{name} is not on the PATH";
    }

    /// <summary>Writes to the program's input, which stays open.</summary>
    public void Write(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits until the output holds a text.</summary>
    public Task<Match> WaitForAsync(string text) => WaitForAsync(new Regex(Regex.Escape(text)));

    /// <summary>Waits until the output matches a pattern.</summary>
    public async Task<Match> WaitForAsync(Regex pattern)
    {
        using CancellationTokenSource patience = new(Patience.Limit);
        while (true)
        {
            Task grown;
            lock (_output)
            {
                if (pattern.Match(_output.ToString()) is { Success: true } match) return match;
                grown = _grown.Task;
            }

            if (_reading.IsCompleted && !grown.IsCompleted)
                throw new InvalidOperationException($"No '{pattern}' in the output of {_process.StartInfo.FileName}:\n{Output}");
            try
            {
                await Task.WhenAny(grown, _reading).WaitAsync(patience.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"No '{pattern}' yet in the output of {_process.StartInfo.FileName}:\n{Output}", e);
            }
        }
    }

    /// <summary>Closes the input, waits for the program's end and returns its whole output.</summary>
    public async Task<string> FinishAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience.Limit);
        await _reading.WaitAsync(Patience.Limit);
        return Output;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        char[] buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            TaskCompletionSource grown;
            lock (_output)
            {
                _output.Append(buffer, 0, count);
                grown = _grown;
                _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            grown.SetResult();
        }
    }
}
