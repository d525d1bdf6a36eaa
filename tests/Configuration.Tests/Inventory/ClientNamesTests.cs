using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Inventory;

namespace OmsGateway.Configuration.Tests.Inventory;

public sealed class ClientNamesTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public void Names_are_found_and_what_is_no_name_is_left_out()
    {
        var names = new ClientNames(address => address.ToString() switch
        {
            "10.0.0.1" => Task.FromResult("Worker1.contoso.com"),
            "10.0.0.2" => Task.FromException<string>(new SocketException()),
            "10.0.0.3" => Task.FromResult("\u001b]0;owned\a"),
            _ => Task.FromResult(address.ToString()),
        }, Long, Long);
        IReadOnlyDictionary<string, string> found = names.Find(Clients("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "2001:db8::/64"));
        Assert.Equal(["10.0.0.1 worker1.contoso.com"], found.Select(f => $"{f.Key} {f.Value}"));
    }

    [Fact]
    public void An_answer_that_does_not_come_holds_up_no_other_and_a_few_are_asked_at_once()
    {
        int open = 0, most = 0;
        var names = new ClientNames(async address =>
        {
            most = Math.Max(most, Interlocked.Increment(ref open));
            if (address.ToString() == "10.0.0.0") return await new TaskCompletionSource<string>().Task;
            await Task.Yield();
            Interlocked.Decrement(ref open);
            return "worker.contoso.com";
        }, TimeSpan.FromMilliseconds(200), Long);
        IReadOnlyDictionary<string, string> found = names.Find(Clients([.. Enumerable.Range(0, 200).Select(i => $"10.0.0.{i}")]));
        Assert.False(found.ContainsKey("10.0.0.0"));
        Assert.NotEmpty(found);
        Assert.InRange(most, 1, 17);
    }

    /// <summary>As .NET's Dns does of addresses that stand for all.</summary>
    [Fact]
    public void An_address_that_nobody_has_costs_the_others_nothing()
    {
        var names = new ClientNames(
            async address => address.Equals(IPAddress.Any) ? (await Dns.GetHostEntryAsync(address)).HostName : "worker.contoso.com", Long, Long);
        Assert.Equal(["10.0.0.1"], names.Find(Clients("0.0.0.0", "10.0.0.1")).Keys);
    }

    [Fact]
    public void All_of_them_take_no_longer_than_they_may()
    {
        var names = new ClientNames(_ => new TaskCompletionSource<string>().Task, Long, TimeSpan.FromMilliseconds(100));
        Assert.Empty(names.Find(Clients([.. Enumerable.Range(0, 200).Select(i => $"10.0.0.{i}")])));
    }

    private static IEnumerable<KnownClient> Clients(params string[] addresses) => addresses.Select(address => new KnownClient { Address = address });
}
