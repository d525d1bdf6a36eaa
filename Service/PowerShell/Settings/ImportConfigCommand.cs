using System.Management.Automation;
using System.Security;
using OmsGateway.Configuration.Transfer;
using OmsGateway.PowerShell.RelayProxy;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Import-OMSGatewayConfig: makes the configuration that of a file; with -WhatIf it compares the two.</summary>
[Cmdlet(VerbsData.Import, "OMSGatewayConfig",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ConfigDifference))]
public sealed class ImportConfigCommand : ChangingCmdlet
{
    /// <summary>A file that Export-OMSGatewayConfig wrote.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Passphrase of the relay proxy's password, which is left out without one.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    /// <summary>Leaves ListenPort, ListenAddress, HealthPort and HealthAddress as they are.</summary>
    [Parameter]
    public SwitchParameter KeepAddresses { get; set; }

    internal override object? Target => Path;

    internal override void Process()
    {
        string path = Engine.Resolve(Path);
        var options = new ImportOptions
        {
            Passphrase = Passphrase is null ? null : PasswordText.From(Passphrase) ?? "",
            KeepsAddresses = Engine.IsOn(nameof(KeepAddresses), KeepAddresses),
        };
        ConfigurationTransfer transfer = Administration.Transfer;
        IReadOnlyList<TransferDifference> differences = transfer.Compare(path, options);
        if (differences.Count == 0)
        {
            Engine.Tell($"The configuration in {Store.Directory} is already that of {path}.");
            return;
        }

        bool mayChange = MayChange(Store.Directory, $"Import {path}, which changes {differences.Count} {(differences.Count == 1 ? "thing" : "things")}");
        if (mayChange) differences = transfer.Import(path, options);
        // -WhatIf shows what would change.
        if (Engine.IsWhatIf) foreach (TransferDifference difference in differences) Engine.Write(new ConfigDifference(difference));
        else if (mayChange) foreach (TransferDifference difference in differences) Pass(new ConfigDifference(difference));
    }
}
