using System.Net;

namespace OmsGateway.TestSupport;

/// <summary>A network of two hosts, this one and a namespace for a program under test, whose link can be made bad and cut.</summary>
public sealed class IsolatedNetwork : IAsyncDisposable
{
    /// <summary>Shows whether the rights and the kernel's parts are there.</summary>
    public const string Probe =
        "unshare -n sh -c 'ip link add name va type veth peer name vb && tc qdisc add dev va root tbf rate 1mbit burst 16kb limit 16kb'";

    private static int _count;

    private readonly string _name;
    private readonly string _link;

    private IsolatedNetwork(int number)
    {
        _name = $"omsgw-{Environment.ProcessId}-{number}";
        // Names of links have at most 15 characters.
        _link = $"og{Environment.ProcessId % 10_000_000}n{number}";
        // 198.18.0.0/15 is for tests of network devices (RFC 2544) and private to nobody.
        int subnet = (Environment.ProcessId + number) % 250;
        Here = IPAddress.Parse($"198.18.{subnet}.1");
        There = IPAddress.Parse($"198.18.{subnet}.2");
    }

    /// <summary>This host's address on the link.</summary>
    public IPAddress Here { get; }

    /// <summary>The namespace's address.</summary>
    public IPAddress There { get; }

    /// <summary>Starts the program given behind it in the namespace.</summary>
    public string[] Launcher => ["ip", "netns", "exec", _name];

    /// <summary>Makes the network; one that cannot be made leaves nothing behind.</summary>
    /// <param name="more">Shell commands that belong to the making.</param>
    /// <exception cref="InvalidOperationException">A command failed.</exception>
    public static async Task<IsolatedNetwork> CreateAsync(string more = "")
    {
        var network = new IsolatedNetwork(Interlocked.Increment(ref _count));
        try
        {
            await DoAsync($"""
                ip netns add {network._name}
                ip link add name {network._link}a type veth peer name {network._link}b netns {network._name}
                ip addr add {network.Here}/30 dev {network._link}a
                ip link set {network._link}a up
                ip netns exec {network._name} sh -c 'ip addr add {network.There}/30 dev {network._link}b && ip link set {network._link}b up && ip link set lo up'
                {more}
                """);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets only so much through in each direction and loses what comes faster.</summary>
    public Task NarrowAsync(int megabits)
    {
        string rule = $"root tbf rate {megabits}mbit burst 16kb limit 24kb";
        return DoAsync($"""
            tc qdisc replace dev {_link}a {rule}
            ip netns exec {_name} tc qdisc replace dev {_link}b {rule}
            """);
    }

    /// <summary>Cuts the link; the other side is not told.</summary>
    public Task CutAsync() => DoAsync($"ip link set {_link}a down");

    public async ValueTask DisposeAsync() => await DoAsync($"""
        ip link del {_link}a 2> /dev/null || true
        ip netns del {_name} 2> /dev/null || true
        """);

    private static async Task DoAsync(string script)
    {
        ProgramResult result = await ProgramRunner.RunAsync("/bin/sh", ["-ec", script]);
        if (result.ExitCode != 0) throw new InvalidOperationException($"{script}\n{result}");
    }
}
