using System.Text;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;
using Chunks = System.Collections.Generic.IReadOnlyList<(OmsGateway.Gateway.Tls.TunnelDirection Direction, byte[] Bytes)>;

namespace OmsGateway.Gateway.Tests.Tls.Live;

/// <summary>Real sessions cut, damaged and put into other pieces.</summary>
public sealed class RecordedSessionTests(RecordedSessions sessions) : IClassFixture<RecordedSessions>
{
    private static readonly TunnelDirection[] Directions = [TunnelDirection.ClientToServer, TunnelDirection.ServerToClient];

    [Fact]
    public void The_same_pieces_give_the_same_result() => ForEach(session =>
    {
        using Tunnel replay = Replay(session, session.Chunks);
        Assert.True(replay.Inspector.IsVerified);
        Assert.Equal(All(session.Chunks, TunnelDirection.ClientToServer), replay.ToServer);
        Assert.Equal(All(session.Chunks, TunnelDirection.ServerToClient), replay.ToClient);
    });

    [Fact]
    public void Single_bytes_give_the_same_result() => ForEach(session =>
    {
        using Tunnel whole = Replay(session, session.Chunks);
        Chunks bytes = session.Chunks.SelectMany(c => c.Bytes.Select(b => (c.Direction, new[] { b }))).ToArray();
        using Tunnel single = Replay(session, bytes);
        Assert.Equal(whole.Summary(), single.Summary());
        Assert.Equal(whole.ToServer, single.ToServer);
        Assert.Equal(whole.ToClient, single.ToClient);
    });

    [Fact]
    public void Other_records_give_the_same_result() => ForEach(session =>
    {
        using Tunnel whole = Replay(session, session.Chunks);
        for (int seed = 0; seed < 100; seed++)
        {
            Chunks refragmented = Refragmented(Turns(session), new Random(seed));
            using Tunnel other = Replay(session, refragmented);
            Assert.True(whole.Summary() == other.Summary(), $"seed {seed}: {other.Summary()}");
            Assert.Equal(All(refragmented, TunnelDirection.ClientToServer), other.ToServer);
        }
    });

    [Fact]
    public void A_cut_session_is_neither_refused_nor_verified_early() => ForEach(session =>
    {
        byte[] hello = Turns(session)[0].Bytes;
        for (int length = 0; length < hello.Length; length++)
        {
            using Tunnel tunnel = new(session.Policy);
            Assert.Equal(InspectionState.Inspecting, tunnel.Client(hello[..length]));
            Assert.Empty(tunnel.ToServer);
        }

        foreach (Chunks cut in Cuts(session))
        {
            using Tunnel tunnel = Replay(session, cut);
            Assert.Equal(TunnelOutcome.Open, tunnel.Outcome);
        }
    });

    [Fact]
    public void A_damaged_session_never_throws_and_never_passes_under_another_name() => ForEach(session =>
    {
        Chunks turns = Turns(session);
        foreach (TunnelDirection direction in Directions)
        {
            int inspected = InspectedLength(session, direction);
            for (int position = 0; position < inspected; position++)
            {
                byte original = All(session.Chunks, direction)[position];
                foreach (byte value in new[] { (byte)(original ^ 1), (byte)0, (byte)0xFF })
                    if (value != original) AssertHarmless(session, Changed(turns, direction, position, value));
            }
        }
    });

    [Fact]
    public void Random_damage_never_throws() => ForEach(session =>
    {
        Chunks turns = Turns(session);
        for (int seed = 0; seed < 500; seed++)
        {
            Random random = new(seed);
            Chunks damaged = turns;
            for (int i = random.Next(1, 8); i > 0; i--)
            {
                TunnelDirection direction = Directions[random.Next(2)];
                damaged = Changed(damaged, direction, random.Next(InspectedLength(session, direction)), (byte)random.Next(256));
            }

            AssertHarmless(session, damaged);
        }
    });

    private static void AssertHarmless(RecordedSession session, Chunks damaged)
    {
        using Tunnel tunnel = Replay(session, damaged);
        foreach (TunnelDirection direction in Directions)
        {
            byte[] sent = All(damaged, direction);
            byte[] forwarded = direction == TunnelDirection.ClientToServer ? tunnel.ToServer : tunnel.ToClient;
            Assert.True(sent.AsSpan().StartsWith(forwarded));
        }

        if (tunnel.Inspector.IsVerified) Assert.NotEqual(TlsVersion.None, tunnel.Inspector.Version);
        if (tunnel.Outcome == TunnelOutcome.Open && tunnel.ToServer.Length > 0)
            Assert.Contains(Tunnel.Target, Encoding.Latin1.GetString(tunnel.ToServer), StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] All(Chunks chunks, TunnelDirection direction) =>
        chunks.Where(c => c.Direction == direction).SelectMany(c => c.Bytes).ToArray();

    private static Tunnel Replay(RecordedSession session, Chunks chunks)
    {
        Tunnel tunnel = new(session.Policy);
        foreach ((TunnelDirection direction, byte[] bytes) in chunks)
        {
            if (direction == TunnelDirection.ClientToServer) tunnel.Client(bytes);
            else tunnel.Server(bytes);
        }

        return tunnel;
    }

    // What one side says until the other answers, as one chunk.
    private static Chunks Turns(RecordedSession session)
    {
        List<(TunnelDirection Direction, byte[] Bytes)> turns = [];
        foreach ((TunnelDirection direction, byte[] bytes) in session.Chunks)
        {
            if (turns.Count > 0 && turns[^1].Direction == direction) turns[^1] = (direction, Join(turns[^1].Bytes, bytes));
            else turns.Add((direction, bytes));
        }

        return turns;
    }

    private static IEnumerable<Chunks> Cuts(RecordedSession session)
    {
        for (int count = 0; count < session.Chunks.Count; count++)
        {
            byte[] last = session.Chunks[count].Bytes;
            for (int length = 0; length < last.Length; length += 13)
                yield return [.. session.Chunks.Take(count), (session.Chunks[count].Direction, last[..length])];
        }
    }

    private static int InspectedLength(RecordedSession session, TunnelDirection direction)
    {
        using Tunnel tunnel = new(session.Policy);
        int length = 0;
        foreach ((TunnelDirection chunkDirection, byte[] bytes) in session.Chunks)
        {
            InspectionState state = chunkDirection == TunnelDirection.ClientToServer ? tunnel.Client(bytes) : tunnel.Server(bytes);
            if (chunkDirection != direction) continue;
            length += bytes.Length;
            if (state == InspectionState.Passed) break;
        }

        return length;
    }

    private static Chunks Changed(Chunks chunks, TunnelDirection direction, int position, byte value)
    {
        (TunnelDirection Direction, byte[] Bytes)[] changed = chunks.ToArray();
        for (int i = 0; i < changed.Length; i++)
        {
            if (changed[i].Direction != direction) continue;
            if (position < changed[i].Bytes.Length)
            {
                changed[i].Bytes = changed[i].Bytes.ToArray();
                changed[i].Bytes[position] = value;
                break;
            }

            position -= changed[i].Bytes.Length;
        }

        return changed;
    }

    // The handshake records of each turn in other sizes, up to the first record of another type in that direction.
    private static Chunks Refragmented(Chunks turns, Random random)
    {
        bool[] isDone = new bool[2];
        List<(TunnelDirection, byte[])> result = [];
        foreach ((TunnelDirection direction, byte[] bytes) in turns)
        {
            ReadOnlySpan<byte> rest = bytes;
            List<byte> handshake = [];
            while (!isDone[(int)direction] && rest.Length >= 5)
            {
                int size = 5 + ((rest[3] << 8) | rest[4]);
                isDone[(int)direction] = rest[0] != HandshakeType || size > rest.Length;
                if (isDone[(int)direction]) break;
                handshake.AddRange(rest[5..size]);
                rest = rest[size..];
            }

            List<byte> records = [];
            for (int i = 0; i < handshake.Count;)
            {
                int size = Math.Min(random.Next(1, 300), handshake.Count - i);
                records.AddRange(Wire.Record(HandshakeType, handshake.GetRange(i, size).ToArray()));
                i += size;
            }

            result.Add((direction, [.. records, .. rest]));
        }

        return result;
    }

    private void ForEach(Action<RecordedSession> test)
    {
        foreach (RecordedSession session in sessions.All)
        {
            try
            {
                test(session);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"In the session of {session}.", e);
            }
        }
    }
}
