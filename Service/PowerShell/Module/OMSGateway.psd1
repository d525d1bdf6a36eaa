@{
    RootModule             = 'OMSGateway.PowerShell.dll'
    # The build puts the product's version here, and below the project's address for ProjectUrl, or leaves those lines out.
    ModuleVersion          = '0.0.0'
    GUID                   = '5e6ff0ab-6f4a-4c35-9a0e-0c3a9b0f7d21'
    Author                 = 'OMS Gateway contributors'
    CompanyName            = 'OMS Gateway contributors'
    Copyright              = 'Copyright (c) OMS Gateway contributors. MIT licence.'
    Description            = 'Administers the OMS Gateway service: settings, allowed hosts and client certificates, relay proxy, status.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'
    FunctionsToExport      = @()
    VariablesToExport      = @()
    CmdletsToExport        = @(
        'Add-OMSGatewayAllowedClientCertificate'
        'Add-OMSGatewayAllowedHost'
        'Compare-OMSGatewayPreset'
        'Export-OMSGatewayConfig'
        'Export-OMSGatewayReport'
        'Find-OMSGatewayDeniedHost'
        'Get-OMSGatewayAllowedClientCertificate'
        'Get-OMSGatewayAllowedHost'
        'Get-OMSGatewayClient'
        'Get-OMSGatewayConfig'
        'Get-OMSGatewayGroup'
        'Get-OMSGatewayHostUsage'
        'Get-OMSGatewayPreset'
        'Get-OMSGatewayRelayProxy'
        'Get-OMSGatewayStatus'
        'Import-OMSGatewayConfig'
        'Remove-OMSGatewayAllowedClientCertificate'
        'Remove-OMSGatewayAllowedHost'
        'Remove-OMSGatewayGroup'
        'Remove-OMSGatewayPreset'
        'Resume-OMSGatewayService'
        'Set-OMSGatewayConfig'
        'Set-OMSGatewayGroup'
        'Set-OMSGatewayRelayProxy'
        'Suspend-OMSGatewayService'
        'Test-OMSGatewayConfig'
        'Test-OMSGatewayHost'
        'Update-OMSGatewayPreset'
    )
    AliasesToExport        = @(
        'Add-ForwarderServiceAllowedClientCertificate'
        'Add-ForwarderServiceAllowedHost'
        'Get-ForwarderServiceAllowedClientCertificate'
        'Get-ForwarderServiceAllowedHost'
        'Get-ForwarderServiceConfig'
        'Get-ForwarderServiceRelayProxy'
        'Remove-ForwarderServiceAllowedClientCertificate'
        'Remove-ForwarderServiceAllowedHost'
        'Set-ForwarderServiceConfig'
        'Set-ForwarderServiceRelayProxy'
    )
    PrivateData            = @{
        PSData = @{
            Tags       = @('OMSGateway', 'LogAnalytics', 'AzureMonitor', 'Proxy')
            LicenseUri = 'https://spdx.org/licenses/MIT.html'
            ProjectUri = 'ProjectUrl'
            IconUri    = 'ProjectUrl/raw/HEAD/Product/Art/OMSGateway.ico'
        }
    }
}
