<#
.SYNOPSIS
    Analyses the built module and these scripts, and tests the module in the PowerShell that runs this.
.DESCRIPTION
    Needs Windows and the built module (build.cmd). Installs Pester and PSScriptAnalyzer for the current user where they are
    missing. Ends with exit code 1 when a script has a finding or a test fails.
#>
#Requires -Version 5.1
[CmdletBinding()]
param(
    # The module's manifest.
    [string] $Manifest
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '../../..')).Path
if (-not $Manifest) { $Manifest = Join-Path $root 'artifacts/module/release/OMSGateway/OMSGateway.psd1' }

# Windows PowerShell comes with Pester 3, and may not offer TLS 1.2 by itself.
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
foreach ($needed in @(@{ Name = 'Pester'; Version = '5.4.0' }, @{ Name = 'PSScriptAnalyzer'; Version = '1.21.0' })) {
    $found = Get-Module -ListAvailable -Name $needed.Name | Where-Object { $_.Version -ge [version] $needed.Version }
    if (-not $found) {
        Install-Module -Name $needed.Name -MinimumVersion $needed.Version -Scope CurrentUser -Force -SkipPublisherCheck
    }
    Import-Module -Name $needed.Name -MinimumVersion $needed.Version
}

$scripts = @($PSScriptRoot, (Split-Path -Parent $Manifest))
$findings = @($scripts | ForEach-Object { Invoke-ScriptAnalyzer -Path $_ -Recurse -Settings (Join-Path $PSScriptRoot 'AnalyzerSettings.psd1') })
$findings | Format-Table -AutoSize -Property ScriptName, Line, Severity, RuleName, Message | Out-String -Width 200 | Write-Output

$configuration = New-PesterConfiguration
$configuration.Run.Container = New-PesterContainer -Path (Join-Path $PSScriptRoot 'OMSGateway.Tests.ps1') -Data @{ Manifest = $Manifest }
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$result = Invoke-Pester -Configuration $configuration

Write-Output "PowerShell $($PSVersionTable.PSVersion): $($result.PassedCount) passed, $($result.FailedCount) failed, $($findings.Count) findings."
if ($result.Result -ne 'Passed' -or $findings.Count -gt 0) { exit 1 }
