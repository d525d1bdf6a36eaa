using System.Management.Automation;
using System.Security;
using OmsGateway.PowerShell.RelayProxy;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Export-OMSGatewayConfig: settings, groups, lists and presets in one file.</summary>
[Cmdlet(VerbsData.Export, "OMSGatewayConfig", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportConfigCommand : ExportCommand
{
    /// <summary>Passphrase that encrypts the relay proxy's password, which is left out without one.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    private protected override string Action => "Write the configuration";

    // An empty one is too short, and not the same as none.
    private protected override Action<string> Prepare() =>
        path => Administration.Transfer.Export(path, Passphrase is null ? null : PasswordText.From(Passphrase) ?? "");
}
