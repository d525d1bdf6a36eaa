# Configures the gateway; a second run changes nothing and says so. Remediation script in Intune and in Configuration Manager;
# docs/automation.md has more.
$ErrorActionPreference = 'Stop'

$changed = @(
    Set-OMSGatewayConfig MinimumTlsVersion 1.2 -Force -PassThru
    Set-OMSGatewayConfig HostPolicy Enforce -Force -PassThru
    Add-OMSGatewayAllowedHost '*.ods.opinsights.azure.com', 'packages.contoso.com' -Force -PassThru
    Remove-OMSGatewayAllowedHost old.contoso.com -Force -PassThru -WarningAction SilentlyContinue
)
if ($changed) { "Changed: $($changed -join ', ')" } else { 'Unchanged' }
