using System.Diagnostics;

namespace OmsGateway.MsiBuilder.Tests.Support;

/// <summary>Independent readers of what is written: msitools and Wine.</summary>
internal static class Tool
{
    public static string Run(string program, params string[] arguments) => Run(program, null, arguments).Output;

    public static (int Exit, string Output) Run(string program, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return environment is not null || process.ExitCode == 0
            ? (process.ExitCode, output)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode} {error.Result}");
    }
}
