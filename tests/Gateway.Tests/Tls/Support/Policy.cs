using OmsGateway.Configuration;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.Tests.Tls.Support;

/// <summary>Configurations the tests inspect under.</summary>
internal static class Policy
{
    public const string WorkspaceId = "01234567-89ab-cdef-0123-456789abcdef";

    public static readonly GatewayConfiguration Default = new();

    public static readonly GatewayConfiguration Required = Of(ClientCertificateMode.Required, "mycert");

    public static readonly GatewayConfiguration WhenListed = Of(ClientCertificateMode.WhenListed, "mycert");

    public static readonly GatewayConfiguration Ignored = Of(ClientCertificateMode.Ignored, "mycert");

    public static readonly GatewayConfiguration Workspace = new()
    {
        Settings = new() { ClientCertificates = ClientCertificateMode.Required },
        ClientCertificates = new([], [WorkspaceId]),
    };

    public static readonly GatewayConfiguration NameOptional = new() { Settings = new() { RequireServerName = false } };

    public static GatewayConfiguration From(TlsVersion minimum) => new() { Settings = new() { MinimumTlsVersion = minimum } };

    private static GatewayConfiguration Of(ClientCertificateMode mode, string commonName) => new()
    {
        Settings = new() { ClientCertificates = mode },
        ClientCertificates = new([new CertificateSubject([new SubjectAttribute("CN", commonName)])], []),
    };
}
