<#
.SYNOPSIS
    Analyses the built module and these scripts, and tests the module in the PowerShell that runs this.
.DESCRIPTION
    Needs the built module. Installs Pester and PSScriptAnalyzer for the current user where they are missing. Ends with exit
    code 1 when a script has a finding or a test fails.
#>
#Requires -Version 5.1
[CmdletBinding()]
param(
    # The module's manifest.
    [string] $Manifest,
    # Where to write the counts and results, in the form of dotnet test; Pester's own report goes beside it.
    [string] $Report,
    # Only runs the tests, where PSScriptAnalyzer cannot be had.
    [switch] $SkipAnalysis
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '../../..')).Path
if (-not $Manifest) { $Manifest = Join-Path $root 'artifacts/module/release/OMSGateway/OMSGateway.psd1' }

# Windows PowerShell comes with Pester 3, and may not offer TLS 1.2 by itself.
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
$needed = @(@{ Name = 'Pester'; Version = '6.2.0' })
if (-not $SkipAnalysis) { $needed += @{ Name = 'PSScriptAnalyzer'; Version = '1.21.0' } }
foreach ($module in $needed) {
    $found = Get-Module -ListAvailable -Name $module.Name | Where-Object { $_.Version -ge [version] $module.Version }
    if (-not $found) {
        Install-Module -Name $module.Name -MinimumVersion $module.Version -Scope CurrentUser -Force -SkipPublisherCheck
    }
    Import-Module -Name $module.Name -MinimumVersion $module.Version
}

$findings = @()
if (-not $SkipAnalysis) {
    $scripts = @($PSScriptRoot, (Split-Path -Parent $Manifest))
    $findings = @($scripts | ForEach-Object { Invoke-ScriptAnalyzer -Path $_ -Recurse -Settings (Join-Path $PSScriptRoot 'AnalyzerSettings.psd1') })
    $findings | Format-Table -AutoSize -Property ScriptName, Line, Severity, RuleName, Message | Out-String -Width 200 | Write-Output
}

$configuration = New-PesterConfiguration
$configuration.Run.Container = @(Get-ChildItem (Join-Path $PSScriptRoot '*.Tests.ps1') |
    ForEach-Object { New-PesterContainer -Path $_.FullName -Data @{ Manifest = $Manifest } })
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
if ($Report) {
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputPath = [IO.Path]::ChangeExtension($Report, '.xml')
}
$result = Invoke-Pester -Configuration $configuration

if ($Report) {
    # What a test project leaves behind is counted by its Counters; a container that did not run is one that failed.
    $failed = $result.FailedCount + $result.FailedContainersCount
    $executed = $result.PassedCount + $failed
    $total = $executed + $result.SkippedCount + $result.InconclusiveCount + $result.NotRunCount
    Set-Content -LiteralPath $Report -Encoding UTF8 -Value @(
        '<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><ResultSummary>'
        "<Counters total=`"$total`" executed=`"$executed`" passed=`"$($result.PassedCount)`" failed=`"$failed`" />"
        '</ResultSummary></TestRun>')
}

Write-Output "PowerShell $($PSVersionTable.PSVersion): $($result.PassedCount) passed, $($result.FailedCount) failed, $($result.SkippedCount) skipped, $($findings.Count) findings."
if ($result.Result -ne 'Passed' -or $findings.Count -gt 0) { exit 1 }
