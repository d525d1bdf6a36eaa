using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Status;

/// <summary>
/// The folder for what the gateway itself writes. It is apart from the settings and lists, so that the service's account needs no
/// right to change those.
/// </summary>
public static class StateFolder
{
    /// <summary>The folder of the configuration in <c>/etc/oms-gateway</c>, by the Filesystem Hierarchy Standard 3.0, §5.8.</summary>
    public const string UnixPath = "/var/lib/oms-gateway";

    // systemd.exec(5), StateDirectory=: the folders that it has made for the service, separated by colons.
    private const string SystemdVariable = "STATE_DIRECTORY";

    /// <summary>Its name within the configuration directory.</summary>
    public static string Name { get; } = UnixPermissions.IsWindows ? "State" : "state";

    /// <summary>
    /// The folder that belongs to a configuration directory: <see cref="Name"/> in it, but for <c>/etc/oms-gateway</c> the one that
    /// systemd has made, else <see cref="UnixPath"/>, since nothing below /etc is for a service to write.
    /// </summary>
    public static string Of(string configurationDirectory) => Of(configurationDirectory, Environment.GetEnvironmentVariable);

    /// <summary>Makes the folder where there is none.</summary>
    internal static void Ensure(string path)
    {
        // On Windows whatever is made below %ProgramData% is open to every user, so that setup alone makes the directory around it.
        if (UnixPermissions.IsWindows && Path.GetDirectoryName(path) is { } parent && !Directory.Exists(parent))
            throw new DirectoryNotFoundException($"{parent} does not exist.");
        UnixPermissions.EnsureDirectory(path);
    }

    internal static string Of(string configurationDirectory, Func<string, string?> variable)
    {
        if (configurationDirectory.TrimEnd('/') != ConfigurationStore.UnixDirectory) return Path.Combine(configurationDirectory, Name);
        string? made = variable(SystemdVariable)?.Split(':')[0];
        return string.IsNullOrEmpty(made) ? UnixPath : made!;
    }
}
