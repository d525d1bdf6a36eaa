namespace OmsGateway.Configuration.Presets;

/// <summary>A name in braces in the hosts of presets, which stands for what the administrator gives.</summary>
/// <param name="Name">The name.</param>
/// <param name="Sample">A value of its kind.</param>
/// <param name="Requirement">What has to be given for it, as <see cref="EndpointPreset.Requires"/> has it.</param>
/// <param name="Option">The option of <c>hosts add</c> that gives it.</param>
internal sealed record PresetPlaceholder(string Name, string Sample, string Requirement, string Option)
{
    private const string SampleId = "00000000-0000-0000-0000-000000000000";

    /// <summary>All that there are.</summary>
    public static IReadOnlyList<PresetPlaceholder> All { get; } =
    [
        new("region", "westeurope", "Region", "--region"),
        new("code", "we", "Region", "--region"),
        new("workspace", SampleId, "WorkspaceId", "--workspace"),
        new("account", SampleId, "AccountId", "--account"),
        new("gateway", "gateway", "GatewayName", "--gateway"),
        new("vault", "vault", "VaultName", "--vault"),
    ];

    /// <summary>As it stands in a host.</summary>
    public string Braced => "{" + Name + "}";
}
