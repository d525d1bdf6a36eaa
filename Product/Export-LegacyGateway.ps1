<#
.SYNOPSIS
Writes the settings and lists of Microsoft's OMS Gateway, or of the OMS Log Analytics Forwarder, to a file that OMS Gateway imports.

.DESCRIPTION
Run it as an administrator on the computer of the old gateway, in Windows PowerShell 4 or later. It reads only and leaves the old gateway
as it is. It takes what setup looks at on the same computer: port, log level, proxy, proxy user, and both lists. A value or line that the new
gateway does not take is named by the import, to be put right in the file. The proxy's password stays behind, since only the old service can
read it; set it on the new gateway.

.EXAMPLE
.\Export-LegacyGateway.ps1 gateway.xml
Then, on the new computer: Import-OMSGatewayConfig gateway.xml -WhatIf
#>
param(
    # The file to write; one that is there is replaced.
    [Parameter(Mandatory = $true, Position = 0)] [string] $Path,
    # Where the old gateway keeps its settings.
    [string] $SettingsKey = 'HKLM:\SYSTEM\CurrentControlSet\Services\ForwarderService\Configurations',
    # Folders that may hold its lists; without any it is looked for where its service and its installation are.
    [string[]] $Folder = @()
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

$names = 'Microsoft OMS Log Analytics Forwarder', 'OMS Log Analytics Forwarder', 'Microsoft OMS Gateway', 'OMS Gateway'

# The first of some values of a registry key that holds anything.
function Get-FirstValue($Key, [string[]] $Names) {
    $values = Get-ItemProperty -Path $Key -ErrorAction SilentlyContinue
    foreach ($name in $Names) {
        if ($values -and $values.PSObject.Properties[$name] -and "$($values.$name)".Trim()) { return "$($values.$name)".Trim() }
    }
}

# Where the old gateway may be, the likeliest folder first.
function Find-Folder {
    foreach ($view in 'SOFTWARE', 'SOFTWARE\WOW6432Node') {
        foreach ($product in @(Get-ItemProperty -Path "HKLM:\$view\Microsoft\Windows\CurrentVersion\Uninstall\*" -ErrorAction SilentlyContinue)) {
            $properties = $product.PSObject.Properties
            if ($properties['DisplayName'] -and $properties['Publisher'] -and $properties['InstallLocation'] -and
                $names -contains $product.DisplayName -and $product.Publisher -like 'Microsoft*') { $product.InstallLocation }
        }
    }

    foreach ($service in 'ForwarderService', 'OMSGatewayService') {
        $image = Get-FirstValue "HKLM:\SYSTEM\CurrentControlSet\Services\$service" 'ImagePath'
        # A program in quotes, or one whose folder may have spaces.
        if ($image -match '^"([^"]+)"' -or $image -match '^(.+?\.exe)') { Split-Path -Parent ([Environment]::ExpandEnvironmentVariables($matches[1])) }
    }

    foreach ($name in $names) { if ($env:ProgramFiles) { Join-Path $env:ProgramFiles $name } }
}

# The lines of a list, in whatever encoding it has a mark for.
function Read-List($Directory, $Name) {
    $file = Join-Path $Directory $Name
    if (Test-Path -LiteralPath $file -PathType Leaf) { @([IO.File]::ReadAllLines($file)) }
}

function Write-List($Writer, $Name, $Lines) {
    $Writer.WriteStartElement($Name)
    $kept = @($Lines | Where-Object { $null -ne $_ } | ForEach-Object { $_.Trim() })
    if ($kept.Count) { $Writer.WriteString("`n      " + ($kept -join "`n      ") + "`n    ") }
    $Writer.WriteEndElement()
}

$settings = @(
    @('ListenPort', (Get-FirstValue $SettingsKey 'ListenPort')),
    @('LogLevel', (Get-FirstValue $SettingsKey 'LogLevel')),
    @('RelayProxyAddress', (Get-FirstValue $SettingsKey 'RelayProxyAddress', 'RelayProxy', 'ProxyAddress', 'Proxy')),
    @('RelayProxyUserName', (Get-FirstValue $SettingsKey 'RelayProxyUsername', 'ProxyUsername'))
)
# What stands before an @ in the address are credentials, which belong into no file.
if ("$($settings[2][1])" -match '^([^/]*//)?[^/@]*@') {
    $settings[2][1] = $settings[2][1] -replace '^([^/]*//)?[^/]*@', '$1'
    Write-Warning "The address of the proxy holds a user name or a password, which are not in the file. Set them on the new gateway with Set-OMSGatewayRelayProxy."
}
# A user is of no use without a proxy, and not valid.
if (-not $settings[2][1]) { $settings[3][1] = $null }

$hostLines = $null
$clientLines = $null
if (-not $Folder) { $Folder = @(Find-Folder) }
foreach ($directory in $Folder) {
    if (-not $directory) { continue }
    $hostLines = Read-List $directory 'allowedlist_server.txt'
    $clientLines = Read-List $directory 'allowedlist_client.txt'
    if ($hostLines -or $clientLines) { Write-Verbose "The lists are those in $directory."; break }
}

if (-not ($settings | Where-Object { $_[1] }) -and -not $hostLines -and -not $clientLines) {
    throw "There is no gateway of Microsoft's on this computer: neither settings in $SettingsKey nor lists in $($Folder -join ', ')."
}

$target = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
$layout = New-Object System.Xml.XmlWriterSettings
$layout.Indent = $true
$layout.Encoding = New-Object System.Text.UTF8Encoding($false)
# Written as a whole at the end: what cannot stand in XML must not cost the file that was there.
$memory = New-Object System.IO.MemoryStream
$writer = [System.Xml.XmlWriter]::Create($memory, $layout)
try {
    $writer.WriteStartElement('OMSGatewayExport')
    $writer.WriteAttributeString('version', '1')
    $writer.WriteAttributeString('product', 'Export-LegacyGateway')
    $writer.WriteStartElement('Settings')
    foreach ($setting in $settings) { if ($setting[1]) { $writer.WriteElementString($setting[0], $setting[1]) } }
    $writer.WriteEndElement()
    $writer.WriteStartElement('Lists')
    Write-List $writer 'AllowedHosts' $hostLines
    Write-List $writer 'AllowedClientCertificates' $clientLines
    $writer.WriteEndElement()
    if ($settings[3][1]) {
        # That there is a password, which is not carried.
        $writer.WriteStartElement('Secrets')
        $writer.WriteElementString('RelayProxyPassword', '')
        $writer.WriteEndElement()
    }

    $writer.WriteEndElement()
}
catch { throw "Nothing was exported, since a setting or a line of a list cannot stand in the file: $($_.Exception.Message)" }
$writer.Close()
[IO.File]::WriteAllBytes($target, $memory.ToArray())

if ($settings[3][1]) {
    Write-Warning "The password of $($settings[3][1]) at $($settings[2][1]) is not in the file, since only the old service can read it. Set it on the new gateway with Set-OMSGatewayRelayProxy."
}

Get-Item -LiteralPath $target
