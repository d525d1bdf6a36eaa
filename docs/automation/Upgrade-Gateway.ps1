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
    [ValidateRange(11, 86400)] [int] $WaitSeconds = 600,
    # Where this gateway tells its load balancer that it is ready.
    [string] $ReadyUri = 'http://127.0.0.1:9180/readyz',
    # How long it may take until it is.
    [ValidateRange(1, 3600)] [int] $ReadySeconds = 120,
    # How long the load balancer may take to notice.
    [ValidateRange(0, 600)] [int] $SettleSeconds = 10,
    # The command line: a PowerShell that has loaded the module keeps its files open, and then setup ends with 3010.
    [string] $Program = "$env:ProgramFiles\OMS Gateway\OMSGatewayService.exe"
)

$ErrorActionPreference = 'Stop'

& $Program drain --wait $WaitSeconds
switch ($LASTEXITCODE) {
    0 { }
    1 { Write-Warning 'Tunnels that are still open are cut now; their agents send again through another gateway.' }
    6 { Write-Warning 'No gateway runs, so that there is nothing to drain.' }
    default { throw "The gateway could not be drained: exit code $LASTEXITCODE." }
}

# Setup stops the service, exchanges the program and starts it, which ends the drain.
$setup = Start-Process msiexec.exe -ArgumentList (@('/i', "`"$Package`"", '/qn', '/norestart') + $Property) -Wait -PassThru
if ($setup.ExitCode -notin 0, 3010) {
    # The old version is back, or was never stopped and still drains.
    & $Program resume
    throw "Setup ended with $($setup.ExitCode); its log is MSI*.LOG in the folder for temporary files."
}

$end = [datetime]::UtcNow.AddSeconds($ReadySeconds)
do {
    try {
        $answer = "$((Invoke-WebRequest -Uri $ReadyUri -UseBasicParsing -TimeoutSec 5).StatusCode)"
    }
    catch {
        $answer = $_.Exception.Message
        Start-Sleep -Seconds 1
    }
} until ($answer -eq '200' -or [datetime]::UtcNow -ge $end)
if ($answer -ne '200') { throw "$ReadyUri is not ready after $ReadySeconds seconds: $answer Leave the other gateways as they are." }

# The load balancer has to notice as well before the next gateway drains.
Start-Sleep -Seconds $SettleSeconds
& $Program status
