using System.CommandLine;
using OmsGateway.Host.CommandLine;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

/// <summary>Each verb once, beside a gateway that runs: what the compiler has left out of a native program shows only then.</summary>
[Trait("Native", "yes")]
public sealed class EveryVerbTests : IDisposable
{
    // In an order in which each finds what it asks for.
    private static readonly (string Verb, string Arguments)[] Said =
    [
        ("validate", ""),
        ("status", ""),
        ("report", "--html -"),
        ("drain", ""),
        ("resume", ""),
        ("clients", ""),
        ("config get", ""),
        ("config set", "MaximumTunnels 500"),
        ("config export", "{folder}/gateway.xml"),
        ("config reset", "MaximumTunnels"),
        ("config import", "{folder}/gateway.xml"),
        ("groups set", "pos --clients 10.1.0.0/16"),
        ("groups list", ""),
        ("groups remove", "pos"),
        ("hosts add", "--preset AzureArc"),
        ("hosts list", ""),
        ("hosts presets", ""),
        ("hosts presets diff", ""),
        ("hosts presets update", ""),
        ("hosts presets forget", "AzureArc"),
        ("hosts check", "localhost"),
        ("hosts denied", ""),
        ("hosts usage", ""),
        ("hosts remove", "localhost"),
        ("certificates add", "CN=agent"),
        ("certificates list", ""),
        ("certificates remove", "CN=agent"),
        ("relay set", "proxy.contoso.com:3128"),
        ("relay get", ""),
        ("relay clear", ""),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly GatewayProgram _program = new();

    public void Dispose()
    {
        _program.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_verb_answers()
    {
        await _program.AllowAsync(443);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        foreach ((string verb, string arguments) in Said)
        {
            string said = $"{verb} {arguments}".Replace("{folder}", _folder.Root, StringComparison.Ordinal);
            ProgramResult result = await _program.RunAsync(said.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.True(result.ExitCode == 0 && (result.Output + result.Errors).Length > 0, $"{verb}: {result}");
        }

        // Only Windows starts this one.
        Assert.Equal((int)ExitCode.Failure, (await _program.RunAsync("service")).ExitCode);
        Assert.Equal(Verbs(GatewayCommandLine.Build()).Order(), Said.Select(s => s.Verb).Concat(["run", "service"]).Order());
    }

    private static IEnumerable<string> Verbs(Command command, string path = "") => command.Subcommands.SelectMany(sub =>
        Verbs(sub, $"{path}{sub.Name} ").Concat(sub.Action is null ? [] : [path + sub.Name]));
}
