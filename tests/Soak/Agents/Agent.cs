using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Soak.Gateway;

namespace OmsGateway.Soak.Agents;

/// <summary>One client address that goes through scenarios and enters each in the books.</summary>
internal sealed class Agent(IPAddress address, Surroundings around, Func<Scenario> choose, Random random)
{
    /// <summary>Works until it is told to rest.</summary>
    public async Task WorkAsync(int longestPauseMilliseconds)
    {
        while (!around.Rest.IsCancellationRequested)
        {
            await PlayAsync(choose());
            await around.PauseAsync(random.Next(longestPauseMilliseconds));
        }
    }

    /// <summary>Goes through one scenario.</summary>
    /// <returns>What the gateway answered, or null without an answer.</returns>
    public async Task<TunnelOutcome?> PlayAsync(Scenario scenario)
    {
        Conditions conditions = around.Conditions;
        int moves = conditions.Moves;
        HashSet<TunnelOutcome> excused = conditions.Excused;
        AgentConnection connection;
        try
        {
            connection = await AgentConnection.OpenAsync(scenario.Name, address, conditions.Port, around.Ledger);
        }
        catch (SocketException e)
        {
            // Between two ports nothing is opened and nothing is owed.
            if (moves % 2 == 0 && moves == conditions.Moves) around.Ledger.Differ($"{scenario.Name} from {address}: no connection, {e.Message}");
            await around.PauseAsync(200);
            return null;
        }

        Verdict verdict = Verdict.Roughly();
        try
        {
            verdict = await scenario.RunAsync(connection).WaitAsync(around.LongestScenario);
        }
        catch (TimeoutException)
        {
            around.Ledger.Differ($"{connection.Entry} hung for {around.LongestScenario.TotalSeconds:0} seconds");
        }
        catch (InvalidDataException e)
        {
            around.Ledger.Differ(e.Message);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or ObjectDisposedException)
        {
            // Broken where nothing should break, unless the conditions excuse it.
        }

        connection.Dispose();
        excused.UnionWith(conditions.Excused);
        if (connection.Answer is { } answer && !scenario.Answers.Contains(answer) && !excused.Contains(answer))
            around.Ledger.Differ($"{connection.Entry}: the gateway answered {answer}");
        bool mayBeUnknown = !connection.HasHeard && (moves % 2 != 0 || moves != conditions.Moves);
        around.Ledger.End(connection.Entry, new HashSet<TunnelOutcome>([.. verdict.Outcomes, .. excused]), verdict.IsExact && excused.Count == 0, mayBeUnknown);
        return connection.Answer;
    }
}
