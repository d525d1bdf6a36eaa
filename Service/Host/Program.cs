using OmsGateway.Host.CommandLine;

// On Linux .NET hands every socket event to a thread pool worker; a pump never blocks, so it may run where the event is seen.
// One thread for two processors sees them: the kernel's share of the work keeps the other busy, and a tunnel whose two
// connections belong to different threads wakes one with every message. There are only these variables for it.
if (!OperatingSystem.IsWindows())
{
    Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
    Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", $"{Math.Max(1, Environment.ProcessorCount / 2)}");
}

return (int)GatewayCommandLine.Run(args);
