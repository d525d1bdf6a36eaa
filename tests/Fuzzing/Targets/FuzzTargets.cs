using OmsGateway.Fuzzing.Engine;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>Everything that reads what it must not trust.</summary>
internal static class FuzzTargets
{
    /// <summary>New ones at each call: some have a folder of their own, and tests run side by side.</summary>
    public static IReadOnlyList<FuzzTarget> All =>
    [
        new RequestTarget(),
        new ProxyHeaderTarget(),
        new HealthRequestTarget(),
        new HandshakeTarget(),
        new ClientHelloTarget(),
        new SubjectTarget(),
        new RelayReplyTarget(),
        new SettingsTarget(),
        new InventoryTarget(),
        new ExportTarget(),
        new HostListTarget(),
        new CertificateListTarget(),
        new WorkspaceTarget(),
        new WixSourceTarget(),
        new LocalizationTarget(),
        new CompoundFileTarget(),
    ];

    public static FuzzTarget Get(string name) => All.Single(t => t.Name == name);
}
