# For scripts that import the module of Microsoft's gateway by this path. Import-Module OMSGateway takes OMSGateway.psd1 and runs no
# script.
Import-Module -Name (Join-Path $PSScriptRoot 'OMSGateway.PowerShell.dll')
Export-ModuleMember -Cmdlet * -Alias *
