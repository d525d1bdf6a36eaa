<#
.SYNOPSIS
Upgrades this gateway, one of several behind a load balancer, without a lost upload.
.DESCRIPTION
Run it as an administrator on one computer after the other. It ends with an error where the gateway is not ready afterwards; then leave
the other gateways as they are. docs/automation.md says what happens.
.EXAMPLE
.\Upgrade-Gateway.ps1 -Package '\\server\share\OMS Gateway.msi'
#>
param(
    # The package to install.
    [Parameter(Mandatory = $true)] [string] $Package,
    # Properties of setup, such as UPDATEPRESETS=1.
    [string[]] $Property = @(),
    # How long tunnels that are open may take to end; then they are cut, and their agents send again.
    [ValidateRange(15, 86400)] [int] $WaitSeconds = 600,
    # Where this gateway tells its load balancer that it is ready; empty where HealthPort is off.
    [AllowEmptyString()] [string] $ReadyUri = 'http://127.0.0.1:9180/readyz',
    # How long it may take until it is.
    [ValidateRange(1, 3600)] [int] $ReadySeconds = 120,
    # How long the load balancer may take to notice.
    [ValidateRange(0, 600)] [int] $SettleSeconds = 10,
    # The command line: a PowerShell that has loaded the module keeps its files open, and then setup ends with 3010.
    [string] $Program = "$env:ProgramFiles\OMS Gateway\OMSGatewayService.exe"
)

# Windows PowerShell 5.1 takes what a program writes to standard error for an error where it is redirected; exit codes are what counts.
$ErrorActionPreference = 'Continue'

# 200, another status, or why there is no answer.
function Get-Readiness {
    try { "$((Invoke-WebRequest -Uri $ReadyUri -UseBasicParsing -TimeoutSec 5 -ErrorAction Stop).StatusCode)" }
    catch { if ($_.Exception.Response) { "$([int] $_.Exception.Response.StatusCode)" } else { $_.Exception.Message } }
}

& $Program status | Out-Null
$stopped = $LASTEXITCODE -eq 6
# Whatever it answers: that it is not ready now may be why it is upgraded.
if ($ReadyUri -and -not $stopped -and (Get-Readiness) -notmatch '^\d+$') {
    throw "Nothing answers at $ReadyUri. Give the /readyz of this gateway as -ReadyUri, or '' where HealthPort is off."
}

$done = $false
try {
    & $Program drain --wait $WaitSeconds
    switch ($LASTEXITCODE) {
        0 { }
        6 { Write-Warning 'No gateway runs, so that there is nothing to drain.' }
        9 { Write-Warning 'Tunnels that are still open are cut now; their agents send again through another gateway.' }
        default { throw "The gateway could not be drained: exit code $LASTEXITCODE." }
    }

    # Setup stops the service, exchanges the program and starts it, which ends the drain.
    $setup = Start-Process msiexec.exe -ArgumentList (@('/i', "`"$Package`"", '/qn', '/norestart') + $Property) -Wait -PassThru
    if ($setup.ExitCode -notin 0, 3010) { throw "Setup ended with $($setup.ExitCode); its log is MSI*.LOG in the folder for temporary files." }
    if ($setup.ExitCode -eq 3010) { Write-Warning 'Files that were in use are exchanged when the computer restarts (3010).' }

    if ($ReadyUri) {
        $end = [datetime]::UtcNow.AddSeconds($ReadySeconds)
        while (($answer = Get-Readiness) -ne '200') {
            if ([datetime]::UtcNow -ge $end) { throw "$ReadyUri is not ready after $ReadySeconds seconds: $answer" }
            Start-Sleep -Seconds 1
        }
    }

    # The load balancer has to notice as well before the next gateway drains.
    Start-Sleep -Seconds $SettleSeconds
    $done = $true
}
finally {
    # The old version is back, or was never stopped and still drains; also where this script is interrupted.
    if (-not $done) {
        & $Program resume
        Write-Warning 'The upgrade was not finished. Leave the other gateways as they are, and run this again.'
    }
}

& $Program status
