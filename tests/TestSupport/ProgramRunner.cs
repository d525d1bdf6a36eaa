using System.Diagnostics;

namespace OmsGateway.TestSupport;

/// <summary>What a program printed and how it ended.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}

/// <summary>Runs a program to its end, within a bound.</summary>
public static class ProgramRunner
{
    /// <summary>Runs a program that must succeed and returns what it printed.</summary>
    public static string Output(string program, params string[] arguments)
    {
        ProgramResult result = RunAsync(program, arguments).GetAwaiter().GetResult();
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {result}");
    }

    /// <param name="program">The program, on the PATH or with its own.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it may read.</param>
    /// <param name="limit">How long it may run on a quiet machine, two minutes unless given.</param>
    /// <param name="environment">Variables besides those of this process; null where one must not be set.</param>
    /// <exception cref="TimeoutException">It ran past the limit and was killed.</exception>
    public static async Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, string? input = null, TimeSpan? limit = null,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading its input; its exit code tells.
        }

        using var bound = new CancellationTokenSource(limit * Patience.Slowdown ?? Patience.Limit);
        try
        {
            await process.WaitForExitAsync(bound.Token);
            return new ProgramResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end in time:\n{await output}\n{await errors}");
        }
    }
}
