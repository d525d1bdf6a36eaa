using System.Management.Automation;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Status;

namespace OmsGateway.PowerShell.Engine;

/// <summary>How PowerShell is told of a failure, by its kind.</summary>
/// <param name="Id">The error's id, without the cmdlet.</param>
/// <param name="Category">Its category.</param>
internal sealed record Failure(string Id, ErrorCategory Category)
{
    /// <summary>Something that is not there under the name that was given.</summary>
    public static Failure NotFound { get; } = new("NotFound", ErrorCategory.ObjectNotFound);

    /// <summary>This user has no right to it; an administrator has.</summary>
    private static Failure AccessDenied { get; } = new("AccessDenied", ErrorCategory.PermissionDenied);

    /// <summary>Files that cannot be read or written now.</summary>
    private static Failure Unavailable { get; } = new("ConfigurationUnavailable", ErrorCategory.ResourceUnavailable);

    /// <summary>What Group Policy sets, and nothing here changes.</summary>
    private static Failure SetByPolicy { get; } = new("SetByPolicy", ErrorCategory.PermissionDenied);

    /// <summary>The kind of what a change or a look at the configuration has thrown.</summary>
    public static Failure Of(Exception exception) => exception switch
    {
        UnauthorizedAccessException or ConfigurationException { Refusal: ConfigurationRefusal.AccessDenied } => AccessDenied,
        IOException or ConfigurationException { Refusal: ConfigurationRefusal.Unavailable } => Unavailable,
        ConfigurationException { Refusal: ConfigurationRefusal.SetByPolicy } => SetByPolicy,
        ConfigurationException { Problems.Count: > 0 } => new("ConfigurationInvalid", ErrorCategory.InvalidData),
        _ => new("ValueRefused", ErrorCategory.InvalidArgument),
    };

    /// <summary>What keeps a gateway's state from being known, or null where it is known.</summary>
    public static Failure? Of(GatewayRunState state) => state switch
    {
        GatewayRunState.AccessDenied => AccessDenied,
        GatewayRunState.Silent => new("NotAnswering", ErrorCategory.ResourceUnavailable),
        _ => null,
    };
}
