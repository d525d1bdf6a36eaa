using System.Globalization;

/// <summary>
/// Runs inside the gateway's process (DOTNET_STARTUP_HOOKS, which fixes the name and that there is no namespace) and writes
/// the size of its managed heap to a file once a second: nothing outside can see it. On request it collects first, so that
/// what is left is what is held.
/// </summary>
internal static class StartupHook
{
    /// <summary>Names the file.</summary>
    public const string FileVariable = "OMSGATEWAY_SOAK_HEAP";

    /// <summary>Suffix of the file that asks for a collection.</summary>
    public const string Request = ".collect";

    /// <summary>Suffix of the file that has the size after it.</summary>
    public const string Answer = ".collected";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { } file) return;
        new Thread(() => Report(file)) { IsBackground = true }.Start();
    }

    private static void Report(string file)
    {
        while (true)
        {
            try
            {
                if (File.Exists(file + Request))
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    GC.Collect();
                    File.Delete(file + Request);
                    Write(file + Answer, GC.GetTotalMemory(forceFullCollection: false));
                }

                Write(file, GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes);
            }
            catch (IOException)
            {
                // The run is over and its files are gone, or the gateway is out of handles; either is seen elsewhere.
            }

            Thread.Sleep(1000);
        }
    }

    private static void Write(string file, long size)
    {
        File.WriteAllText(file + ".new", size.ToString(CultureInfo.InvariantCulture));
        File.Move(file + ".new", file, overwrite: true);
    }
}
