using System.Management.Automation;
using System.Security;
using OmsGateway.PowerShell.RelayProxy;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Export-OMSGatewayConfig: settings, groups, lists and presets in one file.</summary>
[Cmdlet(VerbsData.Export, "OMSGatewayConfig")]
[OutputType(typeof(FileInfo))]
public sealed class ExportConfigCommand : GatewayCmdlet
{
    /// <summary>The file; one that is there is replaced.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Passphrase that encrypts the relay proxy's password, which is left out without one.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    internal override object? Target => Path;

    internal override void Process()
    {
        string path = Engine.Resolve(Path);
        // An empty one is too short, and not the same as none.
        Administration.Transfer.Export(path, Passphrase is null ? null : PasswordText.From(Passphrase) ?? "");
        Engine.Write(new FileInfo(path));
    }
}
