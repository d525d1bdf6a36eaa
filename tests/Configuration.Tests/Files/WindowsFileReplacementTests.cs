using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Tests.Files;

/// <summary>What Microsoft's page on ReplaceFileW says of its failures, played by a fake that any system can run.</summary>
public class WindowsFileReplacementTests
{
    private const string Old = "list.txt", New = "list.txt.1.tmp";

    private readonly FakeMoves _files = new() { Names = { [Old] = "old", [New] = "new" } };

    private void Replace() => new WindowsFileReplacement(_files).Replace(New, Old);

    private void AssertReplaced()
    {
        Assert.Equal("new", Assert.Single(_files.Names, f => f.Key == Old).Value);
        Assert.Single(_files.Names);
        Assert.True(_files.HasAccessList);
    }

    [Fact]
    public void The_new_file_takes_the_name_and_access_list_and_no_backup_stays()
    {
        Replace();
        AssertReplaced();
        Assert.Equal(0, _files.Pauses);
    }

    [Theory]
    [InlineData(32)] // ERROR_SHARING_VIOLATION
    [InlineData(5)] // ERROR_ACCESS_DENIED, which a scanner that deletes gives as well
    [InlineData(1175)] // ERROR_UNABLE_TO_REMOVE_REPLACED
    [InlineData(1176)] // ERROR_UNABLE_TO_MOVE_REPLACEMENT: with a backup name both keep their names
    [InlineData(1177)] // ERROR_UNABLE_TO_MOVE_REPLACEMENT_2: the old file has the backup's name
    public void A_program_that_holds_a_file_for_a_while_is_waited_for(int error)
    {
        _files.Fail(error, times: 5);
        Replace();
        AssertReplaced();
        Assert.Equal(5, _files.Pauses);
    }

    [Fact]
    public void An_old_file_that_cannot_be_put_back_at_once_is_put_back_later()
    {
        _files.Fail(1177, times: 1);
        _files.FailMoves(32, times: 3);
        Replace();
        AssertReplaced();
    }

    [Theory]
    [InlineData(32)]
    [InlineData(1176)]
    [InlineData(1177)]
    public void A_program_that_holds_a_file_for_good_leaves_the_old_one(int error)
    {
        _files.Fail(error, times: int.MaxValue);
        Assert.Contains("another program", Assert.Throws<IOException>(Replace).Message);
        Assert.Equal("old", _files.Names[Old]);
        Assert.Equal("new", _files.Names[New]);
        Assert.InRange(_files.Pauses, 1, 100);
    }

    [Fact]
    public void Without_the_right_the_change_is_denied()
    {
        _files.Fail(5, times: int.MaxValue);
        Assert.Throws<UnauthorizedAccessException>(Replace);
        Assert.Equal("old", _files.Names[Old]);
    }

    [Fact]
    public void Where_the_old_file_is_gone_both_contents_stay_and_are_named()
    {
        _files.Fail(1177, times: 1);
        _files.FailMoves(32, times: int.MaxValue);
        string message = Assert.Throws<IOException>(Replace).Message;
        Assert.Equal(["new", "old"], _files.Names.Values.Order());
        Assert.All(_files.Names.Keys, name => Assert.Contains(name, message));
    }

    [Fact]
    public void A_file_that_does_not_exist_is_moved_there()
    {
        _files.Names.Remove(Old);
        Replace();
        Assert.Equal([new(Old, "new")], _files.Names);
    }

    private sealed class FakeMoves : IFileMoves
    {
        private (int Error, int Times) _replace, _move;

        public Dictionary<string, string> Names { get; } = [];

        public bool HasAccessList { get; private set; }

        public int Pauses { get; private set; }

        public void Fail(int error, int times) => _replace = (error, times);

        public void FailMoves(int error, int times) => _move = (error, times);

        public bool Exists(string path) => Names.ContainsKey(path);

        public int Replace(string path, string replacement, string backup)
        {
            if (_replace.Times-- > 0)
            {
                if (_replace.Error == 1177) Rename(path, backup);
                return _replace.Error;
            }

            Rename(path, backup);
            Rename(replacement, path);
            HasAccessList = true;
            return 0;
        }

        public int Move(string from, string to)
        {
            if (_move.Times-- > 0) return _move.Error;
            if (Names.ContainsKey(to)) return 183;
            Rename(from, to);
            return 0;
        }

        public void Delete(string path) => Names.Remove(path);

        public void Pause() => Pauses++;

        private void Rename(string from, string to)
        {
            Names[to] = Names[from];
            Names.Remove(from);
        }
    }
}
