using System.Text;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.History;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests.History;

public sealed class TrafficHistoryTests
{
    private const string Whole =
        "history\t1\n"
        + "minutes\t1796040000\t12\t3\t456\t7890\t5\t4\t.\n"
        + "minutes\t1796041200\t1\t0\t2\t3\t1\t1\t.\n"
        + "day\t1795996800\t13\t3\t458\t7893\t5\t4\t.\n";

    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static TrafficFigures Tunnels(long count, long open = 0) => new() { Tunnels = count, Connections = open };

    [Fact]
    public void What_is_counted_adds_up_and_of_what_is_open_the_most_is_kept()
    {
        var history = new TrafficHistory();
        history.Add(Noon, new TrafficFigures { Tunnels = 1, Refusals = 2, BytesSent = 3, BytesReceived = 4, Connections = 9, Clients = 2 });
        history.Add(Noon.AddMinutes(9.9), new TrafficFigures { Tunnels = 10, Refusals = 20, BytesSent = 30, BytesReceived = 40, Connections = 5, Clients = 8 });
        history.Add(Noon.AddMinutes(10), Tunnels(100));
        Assert.Equal([Noon, Noon.AddMinutes(10)], history.Day.Samples.Select(sample => sample.Start));
        Assert.Equal(
            new TrafficFigures { Tunnels = 11, Refusals = 22, BytesSent = 33, BytesReceived = 44, Connections = 9, Clients = 8 },
            history.Day.Samples[0].Figures);
        Assert.Equal((Noon.AddHours(-12), 111), (history.Month.Samples.Single().Start, history.Month.Samples.Single().Figures.Tunnels));
    }

    [Fact]
    public void A_day_and_a_month_are_kept_and_no_more_whatever_the_time_that_passes()
    {
        var history = new TrafficHistory();
        for (DateTimeOffset now = Noon; now <= Noon.AddDays(40); now = now.AddMinutes(5)) history.Add(now, Full);
        Assert.Equal((145, 31), (history.Day.Samples.Count, history.Month.Samples.Count));
        Assert.Equal(Noon.AddDays(39), history.Day.Samples[0].Start);
        Assert.Equal(Noon.AddDays(40).Date, history.Month.Samples[^1].Start.UtcDateTime);
        Assert.InRange(history.ToText().Length, 10_000, TrafficHistory.MaximumBytes);
        Assert.Equal(history.ToText(), TrafficHistory.Parse(Encoding.ASCII.GetBytes(history.ToText())).ToText());
    }

    private static TrafficFigures Full => new()
    {
        // What a day of them makes can still be read.
        Tunnels = 1L << 40, Refusals = 1L << 40, BytesSent = 1L << 40, BytesReceived = 1L << 40, Connections = 1L << 40, Clients = 1L << 40,
    };

    /// <summary>Their sums would leave the range of a number, and the report its reader.</summary>
    [Fact]
    public void Numbers_that_no_gateway_has_counted_are_left_out()
    {
        var history = new TrafficHistory();
        history.Add(Noon, Tunnels(4242));
        string text = history.ToText();

        Assert.Single(TrafficHistory.Parse(Encoding.ASCII.GetBytes(text)).Day.Samples);
        Assert.Empty(TrafficHistory.Parse(Encoding.ASCII.GetBytes(text.Replace("4242", $"{long.MaxValue}", StringComparison.Ordinal))).Day.Samples);
    }

    [Fact]
    public void A_time_without_a_gateway_is_a_gap_and_one_of_days_leaves_nothing_of_the_day()
    {
        var history = new TrafficHistory();
        history.Add(Noon, Tunnels(1));
        history.Add(Noon.AddHours(2), Tunnels(2));
        Assert.Equal([Noon, Noon.AddHours(2)], history.Day.Samples.Select(sample => sample.Start));
        history.Add(Noon.AddDays(3), Tunnels(4));
        Assert.Equal(4, history.Day.Samples.Single().Figures.Tunnels);
        Assert.Equal([3, 4], history.Month.Samples.Select(sample => sample.Figures.Tunnels));
        Assert.Empty(history.Day.Until(Noon.AddDays(9)));
        Assert.Equal(2, history.Month.Until(Noon.AddDays(9)).Count);
    }

    [Fact]
    public void A_clock_that_was_years_ahead_leaves_nothing_in_the_way()
    {
        var history = new TrafficHistory();
        history.Add(Noon, Tunnels(1));
        history.Add(Noon.AddMinutes(10), Tunnels(2));
        history.Add(Noon.AddYears(20), Tunnels(100));
        Assert.Empty(history.Day.Until(Noon.AddMinutes(10)));
        history.Add(Noon.AddMinutes(10), Tunnels(4));
        Assert.Equal((Noon.AddMinutes(10), 4), (history.Day.Samples.Single().Start, history.Day.Samples.Single().Figures.Tunnels));
    }

    [Fact]
    public void A_clock_that_is_set_back_by_some_minutes_goes_on_in_the_span_of_then()
    {
        var history = new TrafficHistory();
        history.Add(Noon, Tunnels(1));
        history.Add(Noon.AddMinutes(20), Tunnels(2));
        history.Add(Noon.AddMinutes(5), Tunnels(4));
        Assert.Equal(5, history.Day.Samples.Single().Figures.Tunnels);
        Assert.Equal(7, history.Month.Samples.Single().Figures.Tunnels);
    }

    [Fact]
    public void A_file_is_read_as_it_was_written_and_goes_on_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        TrafficHistory.Parse(Encoding.ASCII.GetBytes(Whole)).Write(folder["state/history"]);
        Assert.Equal(Whole, File.ReadAllText(folder["state/history"]));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["state/history"]));
        TrafficHistory history = TrafficHistory.Read(folder["state/history"])!;
        TrafficSample sample = history.Day.Samples[0];
        Assert.Equal(Noon, sample.Start);
        Assert.Equal(
            new TrafficFigures { Tunnels = 12, Refusals = 3, BytesSent = 456, BytesReceived = 7890, Connections = 5, Clients = 4 }, sample.Figures);
        history.Add(Noon.AddMinutes(29), Tunnels(100));
        Assert.Equal([12, 101], history.Day.Samples.Select(s => s.Figures.Tunnels));
    }

    [Fact]
    public void What_a_replacement_that_broke_off_on_Windows_has_left_is_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write($"history.1{WindowsFileReplacement.BackupEnding}", Whole);
        Assert.Equal(2, TrafficHistory.Read(folder["history"])!.Day.Samples.Count);
    }

    [Fact]
    public void There_is_none_where_no_file_or_folder_is()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(TrafficHistory.Read(folder["history"]));
        Assert.Null(TrafficHistory.Read(folder["state/history"]));
    }

    [Fact]
    public void Of_a_file_that_breaks_off_the_whole_lines_are_read()
    {
        for (int length = "history\t1".Length + 1; length < Whole.Length; length++)
        {
            TrafficHistory history = TrafficHistory.Parse(Encoding.ASCII.GetBytes(Whole[..length]));
            string[] whole = [.. Whole[..length].Split('\n').Where(line => line.EndsWith("\t.", StringComparison.Ordinal))];
            Assert.Equal(whole, history.ToText().TrimEnd('\n').Split('\n').Skip(1));
        }
    }

    [Theory]
    [InlineData("minutes\t1796040000", "minutes\t1796040001")]
    [InlineData("minutes\t1796040000", "minutes\t-1796040000")]
    [InlineData("minutes\t1796040000", "minutes\t999999999999999999")]
    [InlineData("\t7890\t", "\t99999999999999999999\t")]
    [InlineData("\t7890\t", "\t7,890\t")]
    [InlineData("\t7890\t5", "\t7890")]
    [InlineData("minutes\t1796040000", "hours\t1796040000")]
    [InlineData("minutes\t1796040000", "\u001b[31m\t1796040000")]
    public void A_line_that_a_gateway_would_not_write_is_left_out_and_the_others_hold(string old, string changed)
    {
        Assert.Contains(old, Whole, StringComparison.Ordinal);
        TrafficHistory history = TrafficHistory.Parse(Encoding.ASCII.GetBytes(Whole.Replace(old, changed, StringComparison.Ordinal)));
        Assert.Equal([1], history.Day.Samples.Select(sample => sample.Figures.Tunnels));
        Assert.Equal([13], history.Month.Samples.Select(sample => sample.Figures.Tunnels));
    }

    [Theory]
    [InlineData("")]
    [InlineData("history\t2\n")]
    [InlineData("<xml>")]
    public void Another_file_or_one_of_a_newer_version_is_no_history(string content) =>
        Assert.Throws<InvalidDataException>(() => TrafficHistory.Parse(Encoding.ASCII.GetBytes(content)));

    [Fact]
    public void A_file_that_is_too_large_is_not_read() =>
        Assert.Throws<InvalidDataException>(() => TrafficHistory.Parse(Encoding.ASCII.GetBytes(Whole + new string('x', TrafficHistory.MaximumBytes))));

    [Fact]
    public void More_lines_than_a_gateway_keeps_take_no_more_room()
    {
        string lines = string.Concat(Enumerable.Range(0, 1000).Select(i => $"day\t{86_400L * i}\t1\t1\t1\t1\t1\t1\t.\n"));
        Assert.Equal(31, TrafficHistory.Parse(Encoding.ASCII.GetBytes("history\t1\n" + lines)).Month.Samples.Count);
    }
}
