using System.Diagnostics;

namespace OmsGateway.TestSupport;

/// <summary>A terminal of tmux with one shell in it; gone with all it runs when it is disposed of.</summary>
public sealed class Tmux : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tmux-test-");

    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="script">What the shell runs.</param>
    public Tmux(int width, int height, string script)
    {
        string path = Path.Combine(_directory.FullName, "script");
        File.WriteAllText(path, script);
        Do("-f", "/dev/null", "new-session", "-d", "-x", $"{width}", "-y", $"{height}", $"sh {path}");
    }

    /// <summary>The text on the screen.</summary>
    public string Screen => Do("capture-pane", "-p");

    /// <summary>The same with the control sequences that make it look as it does.</summary>
    public string StyledScreen => Do("capture-pane", "-p", "-e");

    /// <summary>Whether the terminal shows its alternate screen, and whether it shows a cursor.</summary>
    public (bool IsAlternate, bool HasCursor) State =>
        Do("display-message", "-p", "#{alternate_on} #{cursor_flag}").Trim().Split(' ') is [var alternate, var cursor]
            ? (alternate == "1", cursor == "1")
            : throw new InvalidOperationException("tmux does not tell its state.");

    /// <summary>Presses a key: a character, or a name as tmux has it, such as C-c.</summary>
    public void Press(string key) => Do("send-keys", key);

    public void Resize(int width, int height) => Do("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>The first screen that is as it should be.</summary>
    public async Task<string> WaitForAsync(Func<string, bool> condition)
    {
        var time = Stopwatch.StartNew();
        string screen;
        while (!condition(screen = Screen))
        {
            if (time.Elapsed > Patience.Limit) throw new TimeoutException($"The terminal shows:\n{screen}");
            await Task.Delay(50);
        }

        return screen;
    }

    public void Dispose()
    {
        // Where the shell has ended there is no server any more, which is not to hide what the test has found.
        Run("kill-server");
        _directory.Delete(recursive: true);
    }

    private string Do(params string[] arguments) => Run(arguments) is { ExitCode: 0 } done
        ? done.Output
        : throw new InvalidOperationException($"tmux {string.Join(' ', arguments)} failed; the shell may have ended.");

    private ProgramResult Run(params string[] arguments) =>
        ProgramRunner.RunAsync("tmux", ["-S", Path.Combine(_directory.FullName, "socket"), .. arguments]).GetAwaiter().GetResult();
}
