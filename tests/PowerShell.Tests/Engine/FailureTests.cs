using System.Management.Automation;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Status;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Tests.Engine;

/// <summary>The kinds of failures that a test cannot bring about where it may do everything.</summary>
public sealed class FailureTests
{
    public static TheoryData<Exception, string, ErrorCategory> Kinds => new()
    {
        { new UnauthorizedAccessException(), "AccessDenied", ErrorCategory.PermissionDenied },
        { new ConfigurationException("not changed", new UnauthorizedAccessException()), "AccessDenied", ErrorCategory.PermissionDenied },
        { new ConfigurationException("no key", new SecretException("no key", new UnauthorizedAccessException())), "AccessDenied",
            ErrorCategory.PermissionDenied },
        { new IOException(), "ConfigurationUnavailable", ErrorCategory.ResourceUnavailable },
        { new ConfigurationException("locked", new IOException()), "ConfigurationUnavailable", ErrorCategory.ResourceUnavailable },
        { new ConfigurationException("problems", [new ConfigurationProblem("file", 1, null, null, "wrong")]), "ConfigurationInvalid",
            ErrorCategory.InvalidData },
        { new ConfigurationException("no port"), "ValueRefused", ErrorCategory.InvalidArgument },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void Each_kind_has_its_id_and_category(Exception exception, string id, ErrorCategory category) =>
        Assert.Equal(new Failure(id, category), Failure.Of(exception));

    [Theory]
    [InlineData(GatewayRunState.AccessDenied, "AccessDenied", ErrorCategory.PermissionDenied)]
    [InlineData(GatewayRunState.Silent, "NotAnswering", ErrorCategory.ResourceUnavailable)]
    public void A_state_that_is_not_known_is_a_failure(GatewayRunState state, string id, ErrorCategory category) =>
        Assert.Equal(new Failure(id, category), Failure.Of(state));
}
