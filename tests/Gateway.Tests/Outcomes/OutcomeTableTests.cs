using System.Text;
using Microsoft.Extensions.Logging;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Requests;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Outcomes;

public class OutcomeTableTests
{
    private static readonly string[] Guide = ProjectFiles.Read("docs/administrators-guide.md").Split('\n');

    public static TheoryData<TunnelOutcome> All() => new(Enum.GetValues<TunnelOutcome>());

    [Theory]
    [MemberData(nameof(All))]
    public void Each_outcome_means_one_thing_to_everybody(TunnelOutcome outcome)
    {
        OutcomeMeaning meaning = OutcomeTable.Of(outcome);
        Assert.Equal(outcome, meaning.Outcome);

        bool isCounted = meaning.Counts != OutcomeCounters.None;
        // Whatever counts as an error can be found in the log; two come there in another way, with an exception and once per pause.
        Assert.True(!isCounted || meaning.Event != OutcomeEvent.None || outcome is TunnelOutcome.InternalError or TunnelOutcome.RelayProxyPaused);
        // And what is in the log as an error counts as one.
        Assert.Equal(meaning.Level == LogLevel.Error, isCounted);
        Assert.Equal(OutcomeTable.IsTlsRejection(outcome), meaning.Counts == (OutcomeCounters.Errors | OutcomeCounters.Rejections));
        // A TLS session's end comes after the 200.
        if (meaning.Event is OutcomeEvent.TlsRejected or OutcomeEvent.HandshakeFailed or OutcomeEvent.HandshakeEnded) Assert.Null(meaning.Answer);
        if (meaning.Event is OutcomeEvent.ConnectFailed) Assert.InRange(meaning.Answer!.Status, 500, 599);
        if (meaning.Event is OutcomeEvent.NotConnect) Assert.InRange(meaning.Answer!.Status, 400, 499);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_answer_s_reason_names_the_product_in_a_few_words(TunnelOutcome outcome)
    {
        string? answer = RefusalResponse.Create(outcome, "Why.") is { } bytes ? Encoding.Latin1.GetString(bytes) : null;
        if (OutcomeTable.Of(outcome).Answer is not { } expected)
        {
            Assert.Null(answer);
            return;
        }

        Assert.StartsWith($"HTTP/1.1 {expected.Status} {expected.Reason}\r\n", answer);
        Assert.Contains("OMS Gateway", expected.Reason, StringComparison.Ordinal);
        // A line of a log beside the rest of a client's message.
        Assert.InRange(expected.Reason.Length, 10, 50);
        Assert.All(expected.Reason, c => Assert.InRange(c, ' ', '~'));
        Assert.Contains($"error={expected.Error}; ", answer, StringComparison.Ordinal);
    }

    /// <summary>Alerts and searches are made from the guide.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void The_guide_says_of_each_outcome_what_the_table_says(TunnelOutcome outcome)
    {
        string[] rows = [.. Guide.Where(line => line.StartsWith($"| `{outcome}` |", StringComparison.Ordinal))];
        if (outcome == TunnelOutcome.Open)
        {
            Assert.Empty(rows);
            return;
        }

        OutcomeMeaning meaning = OutcomeTable.Of(outcome);
        TunnelEvent told = TunnelEvents.Of(meaning.Event);
        string[] cells =
        [
            $"`{outcome}`",
            meaning.Event == OutcomeEvent.None ? "" : $"{told.Id} {(told.Level == LogLevel.Warning ? "warning" : "error")}",
            OutcomeTable.IsTlsRejection(outcome) ? "rejection" : meaning.Counts == OutcomeCounters.None ? "" : "error",
            meaning.Answer is { } answer ? $"`{answer.Status} {answer.Reason}`" : "",
        ];
        Assert.StartsWith($"|{string.Concat(cells.Select(cell => cell.Length == 0 ? " |" : $" {cell} |"))} ", Assert.Single(rows), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_reason_is_its_own()
    {
        string[] reasons = [.. Enum.GetValues<TunnelOutcome>()
            .Where(o => o != TunnelOutcome.HealthCheck) // the same answer as to any other method
            .Select(o => OutcomeTable.Of(o).Answer?.Reason).OfType<string>()];
        Assert.Equal(reasons.Distinct(), reasons);
    }
}
