using OmsGateway.Host.CommandLine;

// On Linux .NET hands every socket event to a thread pool worker; a pump never blocks, so it may run where the event is seen.
// There is only this variable for it, and it is read at the first socket.
if (!OperatingSystem.IsWindows()) Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

return (int)GatewayCommandLine.Run(args);
