# Is the gateway configured as below? Detection script of a remediation in Intune, and without its last line discovery script of a
# configuration item in Configuration Manager; docs/automation.md has more. Set-GatewayConfig.ps1 puts right what differs.
$ErrorActionPreference = 'Stop'

$settings = @{ MinimumTlsVersion = '1.2'; HostPolicy = 'Enforce' }
$hosts = '*.ods.opinsights.azure.com', 'packages.contoso.com'
$noLonger = 'old.contoso.com'

$listed = @(Get-OMSGatewayAllowedHost | ForEach-Object { $_.Host })
$differs = @(
    $settings.Keys | Where-Object { "$((Get-OMSGatewayConfig $_).Value)" -ne $settings[$_] }
    $hosts | Where-Object { $_ -notin $listed }
    $noLonger | Where-Object { $_ -in $listed }
)
if ($differs) { "Differs: $($differs -join ', ')" } else { 'Compliant' }
if ($differs) { exit 1 }
