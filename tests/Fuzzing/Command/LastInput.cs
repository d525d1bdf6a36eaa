using System.IO.MemoryMappedFiles;

namespace OmsGateway.Fuzzing.Command;

/// <summary>Keeps the input being tried in a file that outlives a crash, and goes when there was none.</summary>
internal sealed class LastInput : IDisposable
{
    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public LastInput(string path, int maximumLength)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _path = path;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, sizeof(int) + (2 * maximumLength));
        _view = _file.CreateViewAccessor();
    }

    /// <summary>The input's length in four bytes, then the input.</summary>
    public void Write(byte[] input)
    {
        int length = (int)Math.Min(input.Length, _view.Capacity - sizeof(int));
        _view.Write(0, length);
        _view.WriteArray(sizeof(int), input, 0, length);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        File.Delete(_path);
    }
}
