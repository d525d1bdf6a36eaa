using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration;

/// <summary>The commands that messages name: those that an administrator of this system has at hand.</summary>
public static class SystemCommand
{
    /// <summary>How the program is called where there are no cmdlets to be named.</summary>
    internal const string UnixProgram = "oms-gateway";

    /// <summary>How the program is called on this system.</summary>
    public static string Program { get; } = UnixPermissions.IsWindows ? "OMSGatewayService" : UnixProgram;

    /// <summary>A command in quotation marks: a cmdlet on Windows, elsewhere a verb of the program.</summary>
    /// <param name="cmdlet">The cmdlet with its parameters.</param>
    /// <param name="verb">The verb with its arguments and options.</param>
    public static string Of(string cmdlet, string verb) => $"'{Of(cmdlet, verb, UnixPermissions.IsWindows)}'";

    /// <summary>A command of a system, as it is typed.</summary>
    internal static string Of(string cmdlet, string verb, bool isWindows) => isWindows ? cmdlet : $"{UnixProgram} {verb}";

    /// <summary>What takes a command to a group of clients; empty without one.</summary>
    /// <param name="cmdlet">The cmdlet with its parameters.</param>
    /// <param name="verb">The verb with its arguments and options.</param>
    /// <param name="group">The group's name, or null for the clients in none.</param>
    public static string OfGroup(string cmdlet, string verb, string? group) =>
        group is null ? Of(cmdlet, verb) : Of($"{cmdlet} -Group {group}", $"{verb} --group {group}");
}
