using System.Reflection;

namespace OmsGateway.Configuration.Transfer;

/// <summary>What an export is made of; docs/configuration-file.md describes it for those who read or write one.</summary>
internal static class TransferFormat
{
    /// <summary>The format's version. Raise it with a change of what a file means, and read both.</summary>
    public const int Version = 1;

    /// <summary>Largest file that is read or written, in bytes: thousands of hosts for each of hundreds of groups.</summary>
    public const int MaximumBytes = 8 * 1024 * 1024;

    public const string Root = "OMSGatewayExport";
    public const string VersionAttribute = "version";
    public const string ProductAttribute = "product";

    public const string Settings = "Settings";
    public const string Lists = "Lists";
    public const string GroupAttribute = "group";
    public const string Hosts = "AllowedHosts";
    public const string Clients = "AllowedClientCertificates";
    public const string Applied = "AppliedPresets";
    public const string OwnPresets = "OwnPresets";
    public const string Secrets = "Secrets";

    /// <summary>The product's version, as the file of this gateway names it.</summary>
    public static string Product { get; } =
        typeof(TransferFormat).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
