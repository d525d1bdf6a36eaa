using System.Globalization;
using OmsGateway.Benchmarks.Backgrounds;

namespace OmsGateway.Benchmarks.Peers;

/// <summary>Squid and the gateway as it is delivered while something else than honest agents has them busy, and each without that.</summary>
/// <param name="generator">The load generator, which has the other clients as well.</param>
/// <param name="origin">The port of the agents' origin.</param>
/// <param name="otherOrigin">The port of the other clients' origin.</param>
/// <param name="stuck">A log server that never reads.</param>
internal sealed class UnderFire(string generator, int origin, int otherOrigin, SyslogSink stuck)
{
    private const int RefusedPerSecond = 2000, HalfOpen = 5000;

    // So short that every half-open handshake's time is over, and its client comes again, while the agents are measured. Delivered are 30.
    private const int HandshakeSeconds = 5;

    private const string ReloadsTitle = "settings read anew every second";
    private const string Events = "events";

    private static readonly string RefusedTitle = string.Create(CultureInfo.InvariantCulture, $"{RefusedPerSecond:N0} refused requests a second");
    private static readonly string HalfOpenTitle = string.Create(CultureInfo.InvariantCulture, $"{HalfOpen:N0} half-open handshakes");
    private static readonly string StuckTitle = $"log stuck, and {RefusedTitle}";

    /// <summary>The rows of squid's, which has no time limit for handshakes.</summary>
    public IEnumerable<Peer> Squid() =>
    [
        new(Others.Squid, true, PrepareSquid) { Reference = Others.Squid },
        OfSquid(RefusedTitle, RefusedAsync),
        OfSquid(HalfOpenTitle, HalfOpenAsync),
        OfSquid(ReloadsTitle, program => Task.FromResult<IBackground>(
            new Reloads(_ => Reloads.HangUp(program.ProcessId), Path.Combine(program.Directory, Others.SquidLog), "Reconfiguring Squid Cache"))),
        OfSquid(StuckTitle, async program => new StuckLog(await RefusedAsync(program), stuck, null)) with
        {
            Prepare = (directory, port) =>
            {
                stuck.Forget();
                // Without on-error=drop squid ends when its log does.
                return Others.SquidCommand(directory, port, Ports, $"tcp://127.0.0.1:{stuck.Port} on-error=drop");
            },
        },
    ];

    /// <summary>The rows of the gateway's.</summary>
    public IEnumerable<Peer> Gateway(string program) =>
    [
        OurGateway.Create(OurGateway.Name, program, Configure) with { Reference = OurGateway.Name },
        OfGateway(program, RefusedTitle, RefusedAsync),
        OfGateway(program, HalfOpenTitle, HalfOpenAsync),
        OfGateway(program, ReloadsTitle, prepared => Task.FromResult<IBackground>(
            new Reloads(number => Change(prepared.Directory, number), prepared.Output, "The configuration was changed and is in force"))),
        OfGateway(program, StuckTitle, async prepared => new StuckLog(await RefusedAsync(prepared), stuck, Path.Combine(prepared.Directory, Events))) with
        {
            Prepare = (directory, port) =>
            {
                stuck.Forget();
                Configure(directory, port, $"""
                      <LogRepetition>Each</LogRepetition>
                      <AccessLogSyslog>syslog+tcp://127.0.0.1:{stuck.Port}</AccessLogSyslog>

                    """);
                // The pipe has a reader that never reads: the gateway itself, without knowing.
                return ["sh", "-c", $"mkfifo \"$1/{Events}\"; exec \"$0\" --config-dir \"$1\" run 3<> \"$1/{Events}\" > \"$1/{Events}\" 2>&1",
                    program, directory];
            },
        },
    ];

    private string Ports => $"{origin} {otherOrigin}";

    private string[] PrepareSquid(string directory, int port) => Others.SquidCommand(directory, port, Ports);

    private void Configure(string directory, int port) => Configure(directory, port, "");

    private void Configure(string directory, int port, string settings) => OurGateway.Configure(
        directory, port, Ports, $"  <HandshakeTimeoutSeconds>{HandshakeSeconds}</HandshakeTimeoutSeconds>\n{settings}", "Information");

    private Peer OfSquid(string fire, Func<PreparedProgram, Task<IBackground>> background) =>
        new($"{Others.Squid}: {fire}", true, PrepareSquid) { Reference = Others.Squid, Background = background };

    private Peer OfGateway(string program, string fire, Func<PreparedProgram, Task<IBackground>> background) =>
        OurGateway.Create($"{OurGateway.Name}: {fire}", program, Configure) with { Reference = OurGateway.Name, Background = background };

    private Task<IBackground> RefusedAsync(PreparedProgram program) => BackgroundClients.RefusedAsync(generator, program.Port, otherOrigin, RefusedPerSecond);

    private Task<IBackground> HalfOpenAsync(PreparedProgram program) => BackgroundClients.HalfOpenAsync(generator, program.Port, otherOrigin, HalfOpen);

    // Whole at once, as the commands write it.
    private static void Change(string directory, int number)
    {
        string file = Path.Combine(directory, OurGateway.SettingsFile), next = file + ".next";
        File.WriteAllText(next, File.ReadAllText(file).Replace(Setting(number - 1), Setting(number), StringComparison.Ordinal));
        File.Move(next, file, overwrite: true);

        static string Setting(int number) => $"<HandshakeTimeoutSeconds>{HandshakeSeconds + (number % 2)}<";
    }
}
