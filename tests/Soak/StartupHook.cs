using System.Globalization;

/// <summary>
/// Runs inside the gateway's process (DOTNET_STARTUP_HOOKS, which fixes the name and that there is no namespace) and writes
/// the size of its managed heap to a file once a second: nothing outside can see it. On request it collects first, so that
/// what is left is what is held.
/// </summary>
internal static class StartupHook
{
    /// <summary>Names the file; another with the suffix .collect is the request.</summary>
    public const string FileVariable = "OMSGATEWAY_SOAK_HEAP";

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
                long size = GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes;
                if (File.Exists(file + ".collect"))
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    GC.Collect();
                    size = GC.GetTotalMemory(forceFullCollection: false);
                    File.Delete(file + ".collect");
                }

                File.WriteAllText(file + ".new", size.ToString(CultureInfo.InvariantCulture));
                File.Move(file + ".new", file, overwrite: true);
            }
            catch (IOException)
            {
                // The run is over and its files are gone, or the gateway is out of handles; either is seen elsewhere.
            }

            Thread.Sleep(1000);
        }
    }
}
