using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Host.Logging;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Logging;

public sealed class AccessLogFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private AccessLogFile _file;

    public AccessLogFileTests() => _file = Open();

    private string Folder => Path.Combine(_folder.Root, "access");

    private string Current => Path.Combine(Folder, AccessLogFile.FileName);

    private string[] Old => [.. Directory.GetFiles(Folder, "access-*.jsonl").Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    private AccessLogFile Open(long bytes = 1000, int days = 30) => new(Folder, bytes, TimeSpan.FromDays(days), _log, _time);

    private int Write(params string[] lines) => _file.Write(TestLines.Of(lines));

    [Fact]
    public void Lines_go_into_one_file_which_a_reader_may_have_open()
    {
        Assert.Equal(0, Write("a", "b"));
        using var reader = new StreamReader(new FileStream(Current, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        Assert.Equal("a\nb\n", reader.ReadToEnd());
        Write("c");
        Assert.Equal("c\n", reader.ReadToEnd());
        Assert.Empty(Old);
    }

    [Fact]
    public void A_file_is_put_aside_when_it_is_large_and_the_oldest_give_way()
    {
        for (int i = 0; i < 30; i++)
        {
            Write($"{i:00} {new string('x', 56)}");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // Each file has one line of 60 bytes, since two were more than a tenth of the 1,000 bytes.
        Assert.StartsWith("29 ", File.ReadAllText(Current));
        Assert.StartsWith("28 ", File.ReadAllText(Old[^1]));
        Assert.InRange(Directory.GetFiles(Folder).Sum(f => new FileInfo(f).Length), 900, 1000);
    }

    [Fact]
    public void A_file_is_put_aside_when_it_is_a_day_old_and_deleted_when_its_days_are_over()
    {
        _file = Open(bytes: 1_000_000, days: 2);
        Write("first");
        _time.Advance(TimeSpan.FromHours(23));
        Write("the same day");
        Assert.Empty(Old);
        _time.Advance(TimeSpan.FromHours(1));
        Write("second");
        Assert.Equal("first\nthe same day\n", File.ReadAllText(Assert.Single(Old)));
        string notOurs = Path.Combine(Folder, "access-mine.jsonl");
        File.WriteAllText(notOurs, "kept");

        for (int day = 0; day < 5; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            Write("later");
        }

        Assert.Equal(3, Old.Count(f => f != notOurs));
        Assert.True(File.Exists(notOurs));
        Assert.DoesNotContain(Old, f => File.ReadAllText(f).Contains("first", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_run_begins_another_file()
    {
        Write("cut off by a power fail");
        _file.Dispose();
        _file = Open();
        Write("a");
        Assert.Equal("a\n", File.ReadAllText(Current));
        Assert.Single(Old);
    }

    /// <summary>On Windows a reader that does not share FILE_SHARE_DELETE keeps the file where it is; here a folder has the name that it would get.</summary>
    [Fact]
    public void A_file_that_cannot_be_put_aside_goes_on_and_is_put_aside_later()
    {
        Write("cut off by a power fail");
        _file.Dispose();
        _file = Open();
        Directory.CreateDirectory(Path.Combine(Folder, $"access-{_time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}.jsonl"));

        Assert.Equal(0, Write("a"));
        Assert.Equal(0, Write("b"));

        Assert.Equal("cut off by a power fail\n\na\nb\n", File.ReadAllText(Current));
        Assert.Empty(_log.Events);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, Write("c"));
        Assert.Equal("c\n", File.ReadAllText(Current));
        Assert.Single(Old, File.Exists);
    }

    [Fact]
    public void A_file_that_cannot_be_put_aside_is_bounded()
    {
        for (int second = 0; second < 60; second++)
            Directory.CreateDirectory(Path.Combine(Folder, $"access-{_time.GetUtcNow() + TimeSpan.FromSeconds(second):yyyyMMdd'T'HHmmssfff'Z'}.jsonl"));
        int lost = 0;
        for (int i = 0; i < 30; i++)
        {
            lost += Write($"{i:00} {new string('x', 56)}");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(new FileInfo(Current).Length, 900, 1000);
        Assert.Equal(30, lost + File.ReadLines(Current).Count(line => line.Length > 0));
        Assert.Contains("prevents it from being renamed", Assert.Single(_log.Events).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_written_is_lost_and_said_once()
    {
        File.WriteAllText(Folder, "no folder");
        Assert.Equal(2, Write("a", "b"));
        Assert.Equal(1, Write("c"));
        LoggedEvent told = Assert.Single(_log.Events);
        Assert.Equal((EventIds.Error, LogLevel.Warning), (told.Id, told.Level));
        Assert.StartsWith($"The access log {Current} cannot be written: ", told.Message);

        File.Delete(Folder);
        Assert.Equal(0, Write("d"));
        Assert.Equal("d\n", File.ReadAllText(Current));
    }

    [Fact]
    public async Task Losses_are_counted_in_the_log()
    {
        await using (var queue = new LineQueue(_file, _time))
        {
            File.WriteAllText(Folder, "no folder");
            queue.Add("lost");
            _time.Advance(LineQueue.GatherTime);
            Assert.True(SpinWait.SpinUntil(() => queue.Dropped == 1, Patience.Limit));
            File.Delete(Folder);
            queue.Add("kept");
        }

        Assert.Equal("kept\n{\"schema\":1,\"time\":\"1970-01-02T00:00:00.100Z\",\"lost\":1}\n", File.ReadAllText(Current));
    }
}
