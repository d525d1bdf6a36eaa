using OmsGateway.Benchmarks.Peers;

namespace OmsGateway.Benchmarks;

/// <summary>What <c>./build.sh bench</c> measures.</summary>
internal static class Contests
{
    /// <summary>The contests, with all their loads and programs.</summary>
    /// <param name="programs">What was built.</param>
    /// <param name="origin">The port of the origin.</param>
    /// <param name="otherOrigin">The port of the origin of clients that are not measured.</param>
    /// <param name="sink">A log server that reads.</param>
    /// <param name="stuck">A log server that does not.</param>
    /// <param name="wine">Where Windows programs run.</param>
    public static IEnumerable<Contest> All(BuiltPrograms programs, int origin, int otherOrigin, SyslogSink sink, SyslogSink stuck, WinePrefix wine)
    {
        (string native, string coreClr) = (programs.Native, programs.CoreClr);
        var fire = new UnderFire(programs.LoadGenerator, origin, otherOrigin, stuck);
        var growth = new Growth(programs.LoadGenerator, origin, otherOrigin);
        return
        [
            new("main", "", Others.Squid, Mode.All,
                [.. Others.All(origin, programs.LoadGenerator), OurGateway.Create(native, origin), OurGateway.Create(coreClr, origin, OurGateway.OnCoreClr),
                    OurGateway.WithGroups(native, origin)]),
            new("features", "Features of OMS Gateway: ", OurGateway.EverythingOff, Mode.OfFeatures,
                [OurGateway.WithEverythingOff(native, origin), OurGateway.WithEverythingOn(native, origin, sink.Port),
                    OurGateway.WithRelayProxies(native, origin), OurGateway.WithEverythingOff(coreClr, origin, OurGateway.OnCoreClr),
                    OurGateway.WithEverythingOn(coreClr, origin, sink.Port, OurGateway.OnCoreClr)]),
            new("delivered", "Event log of OMS Gateway: ", OurGateway.WarningsOnly, Mode.AsDelivered, [.. OurGateway.AsDelivered(native, origin)])
            {
                MostRounds = 2, ShowsLaunches = false,
            },
            new("burst", "Burst: ", Others.Squid, Mode.OfBurst,
                [.. Others.All(origin, programs.LoadGenerator).Where(o => o.Name is Others.Squid or Others.HaProxy), OurGateway.Create(native, origin),
                    OurGateway.Create(coreClr, origin, OurGateway.OnCoreClr)])
            {
                MostRounds = 1, ShowsLaunches = false,
            },
            new("fire", "Under fire: ", Others.Squid, Mode.UnderFire, [.. fire.Squid(), .. fire.Gateway(native)]) { MostRounds = 1, ShowsLaunches = false },
            new("growth", "While tunnels are open: ", Others.Squid, Mode.OfGrowth, [.. growth.ByTunnels(native)]) { MostRounds = 1, ShowsLaunches = false },
            new("growth", "With allowed hosts: ", Others.Squid, Mode.OfGrowth, [.. growth.ByHosts(native)]) { MostRounds = 1 },
            new("wine", "Under Wine: ", "CoreCLR", Mode.UnderWine,
                [wine.Run("CoreCLR", programs.WindowsCoreClr, origin), wine.Run("NativeAOT", programs.WindowsNative, origin)]),
        ];
    }
}
