namespace OmsGateway.Benchmarks;

/// <summary>Files of the run, readable by the users that proxies change to; gone at the end.</summary>
internal sealed class WorkDirectory : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("omsgateway-bench-");
    private int _count;

    public WorkDirectory() => Open(_root.FullName);

    public string File(string name) => Path.Combine(_root.FullName, name);

    public string NewDirectory() => Open(Directory.CreateDirectory(File($"{++_count}")).FullName);

    public void Dispose() => _root.Delete(recursive: true);

    private static string Open(string path)
    {
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        return path;
    }
}
