# Runs examples one after the other in one session and writes what errors each has brought. ExampleRun starts this.
param(
    # A JSON array of scripts.
    [Parameter(Mandatory = $true)] [string] $Examples,
    # The configuration directory of a running gateway.
    [Parameter(Mandatory = $true)] [string] $Directory,
    # Where to write a JSON array of texts, empty for an example without errors.
    [Parameter(Mandatory = $true)] [string] $Results
)

$PSDefaultParameterValues['*-OMSGateway*:ConfigurationDirectory'] = $Directory
# The computers that examples name are not to be connected to.
$PSDefaultParameterValues['Test-OMSGatewayHost:PolicyOnly'] = $true
$ConfirmPreference = 'None'
$WarningPreference = 'SilentlyContinue'

# What a person would be asked.
function Read-Host { param([switch] $AsSecureString) $text = 's3cret-of-examples'; if ($AsSecureString) { ConvertTo-SecureString $text -AsPlainText -Force } else { $text } }
function Get-Credential { [pscredential]::new('user1', (Read-Host -AsSecureString)) }

# The registry, where there is none: the key of the installed product, if it is asked for as the registry needs it.
if (-not (Test-Path HKLM:)) {
    function Get-ItemProperty {
        param([Parameter(Mandatory = $true, Position = 0)] [string] $Path)
        if ($Path -ne 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\{*}') { throw "'$Path' finds nothing" }
        [pscustomobject] @{ PSChildName = '{00000000-0000-0000-0000-000000000000}' }
        [pscustomobject] @{ DisplayName = 'OMS Gateway'; PSChildName = '{11111111-1111-1111-1111-111111111111}' }
    }
}

$all = @(Get-Content -LiteralPath $Examples -Raw | ConvertFrom-Json)
# What an example writes to is gone with the results.
Set-Location (Split-Path $Results)
$errors = foreach ($example in $all) {
    $Error.Clear()
    try { . ([scriptblock]::Create($example)) | Out-String -Width 80 | Write-Host }
    catch { Write-Verbose "$_" }
    ($Error | ForEach-Object { "$($_.FullyQualifiedErrorId): $_" }) -join "`n"
}
ConvertTo-Json -InputObject @($errors) | Set-Content -LiteralPath $Results
