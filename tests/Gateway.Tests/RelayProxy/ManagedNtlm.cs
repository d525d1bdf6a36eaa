using System.Runtime.CompilerServices;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>NTLM without the operating system's help, which Linux seldom has; .NET reads the switch once per process.</summary>
internal static class ManagedNtlm
{
    [ModuleInitializer]
    internal static void Enable() => AppContext.SetSwitch("System.Net.Security.UseManagedNtlm", true);
}
