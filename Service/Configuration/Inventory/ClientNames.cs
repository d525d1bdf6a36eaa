using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Inventory;

/// <summary>
/// Asks DNS for the names of clients, when a person wants to see them: the gateway itself never does, since a name server that is slow or
/// hostile is none of its tunnels' business.
/// </summary>
/// <param name="ask">Looks an address up.</param>
/// <param name="each">How long one answer is waited for.</param>
/// <param name="all">How long all of them are waited for.</param>
public sealed class ClientNames(Func<IPAddress, Task<string>> ask, TimeSpan each, TimeSpan all)
{
    // As many as a name server answers without effort; each takes a thread of this process.
    private const int AtOnce = 16;

    /// <summary>Asks the system's resolver, and takes half a minute at most.</summary>
    public static ClientNames OfSystem { get; } = new(
        async address => (await Dns.GetHostEntryAsync(address).ConfigureAwait(false)).HostName, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30));

    /// <summary>The names by the clients' addresses; without those that are not known, or not in time, or no names.</summary>
    public IReadOnlyDictionary<string, string> Find(IEnumerable<KnownClient> clients)
    {
        using var limit = new CancellationTokenSource(all);
        using var gate = new SemaphoreSlim(AtOnce);
        Task<(string Address, string? Name)>[] answers = [.. clients.Select(client => client.Address).Distinct().Select(AskAsync)];
        return Task.WhenAll(answers).GetAwaiter().GetResult().Where(a => a.Name is not null).ToDictionary(a => a.Address, a => a.Name!);

        async Task<(string Address, string? Name)> AskAsync(string client)
        {
            if (!IpLiteral.TryParseWithZone(client, out IPAddress? address)) return (client, null);
            try
            {
                await gate.WaitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return (client, null);
            }

            try
            {
                // A look-up cannot be cancelled in netstandard2.0: one that is late continues, and its result is ignored.
                Task<string> answer = ask(address!);
                bool isAnswered = await Task.WhenAny(answer, Task.Delay(each, limit.Token)).ConfigureAwait(false) == answer;
                return (client, isAnswered ? Checked(await answer.ConfigureAwait(false)) : null);
            }
            // Dns takes 0.0.0.0 and :: for no argument, which a load balancer may name.
            catch (Exception e) when (e is SocketException or ArgumentException)
            {
                return (client, null);
            }
            finally
            {
                gate.Release();
            }
        }
    }

    // The owner of an address can give it any name, a terminal's control characters included.
    private static string? Checked(string name) => HostName.TryParse(name, out HostName? host, out _) && host!.Address is null ? host.Value : null;
}
