using System.Management.Automation;
using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.Engine;

/// <summary>How PowerShell is told of a failure, by its kind.</summary>
/// <param name="Id">The error's id, without the cmdlet.</param>
/// <param name="Category">Its category.</param>
internal sealed record Failure(string Id, ErrorCategory Category)
{
    /// <summary>Something that is not there under the name that was given.</summary>
    public static Failure NotFound { get; } = new("NotFound", ErrorCategory.ObjectNotFound);

    /// <summary>The kind of what a change or a look at the configuration has thrown.</summary>
    public static Failure Of(Exception exception) => exception switch
    {
        UnauthorizedAccessException or { InnerException: UnauthorizedAccessException } => new("AccessDenied", ErrorCategory.PermissionDenied),
        IOException or { InnerException: IOException } => new("ConfigurationUnavailable", ErrorCategory.ResourceUnavailable),
        ConfigurationException { Problems.Count: > 0 } => new("ConfigurationInvalid", ErrorCategory.InvalidData),
        _ => new("ValueRefused", ErrorCategory.InvalidArgument),
    };
}
