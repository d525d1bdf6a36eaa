# The verb "try" on Windows: OMS Gateway.msi is installed on this computer, used by a TLS client, and uninstalled without a trace.
# Needs an administrator, and a computer that OMS Gateway is not installed on.
$ErrorActionPreference = 'Stop'

$installFolder = Join-Path $env:ProgramFiles 'OMS Gateway'
$configFolder = Join-Path $env:ProgramData 'OMS Gateway'
$program = Join-Path $installFolder 'OMSGatewayService.exe'
$log = Join-Path ([IO.Path]::GetTempPath()) 'OMS Gateway setup.log'
$failures = 0

if ((Get-Service OMSGatewayService -ErrorAction SilentlyContinue) -or (Test-Path $configFolder)) {
    Write-Host "build.cmd: OMS Gateway, or its settings in $configFolder, are on this computer already. The trial would remove them; try it on another one."
    exit 1
}

# The toolset puts the package of a culture into a folder of its own.
$package = Get-ChildItem 'artifacts\*', 'artifacts\en-US\*' -Include 'OMS Gateway.msi' -ErrorAction SilentlyContinue | Sort-Object LastWriteTime | Select-Object -Last 1

function Step([string] $what, [scriptblock] $action) {
    Write-Host -NoNewline $what.PadRight(100)
    try { & $action; Write-Host 'ok' }
    catch { Write-Host 'FAILED'; Write-Host "    $_"; $script:failures++ }
}

function Invoke-Setup([string] $arguments) {
    $setup = Start-Process msiexec -ArgumentList "$arguments /qn /l* `"$log`"" -PassThru -Wait
    if ($setup.ExitCode -ne 0) {
        Get-Content $log -Tail 40 | ForEach-Object { Write-Host "    $_" }
        throw "msiexec ended with $($setup.ExitCode)"
    }
}

function Set-Gateway { & $program @args | Out-Null; if ($LASTEXITCODE -ne 0) { throw "exit code $LASTEXITCODE" } }

function Get-FreePort {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start(); $port = $listener.LocalEndpoint.Port; $listener.Stop()
    $port
}

# Waits for something that comes about within seconds; what was wrong last is the error.
function Wait-For([scriptblock] $condition) {
    $limit = (Get-Date).AddSeconds(20)
    while ($true) {
        try { & $condition; return }
        catch { if ((Get-Date) -gt $limit) { throw } }
        Start-Sleep -Milliseconds 200
    }
}

function Connect-Port([int] $port) { [Net.Sockets.TcpClient]::new('127.0.0.1', $port).Dispose() }

# The gateway's answer to a CONNECT request, and the connection.
function Connect-Through([int] $port, [string] $target) {
    $client = [Net.Sockets.TcpClient]::new('127.0.0.1', $port)
    $stream = $client.GetStream()
    $stream.ReadTimeout = 20000
    $request = [Text.Encoding]::ASCII.GetBytes("CONNECT $target HTTP/1.1`r`nHost: $target`r`n`r`n")
    $stream.Write($request, 0, $request.Length)
    $answer = ''
    while (-not $answer.Contains("`r`n`r`n") -and ($byte = $stream.ReadByte()) -ge 0) { $answer += [char] $byte }
    @{ Client = $client; Stream = $stream; Answer = $answer }
}

function Test-Allowed([int] $port) {
    $tunnel = Connect-Through $port "localhost:$serverPort"
    try {
        if ($tunnel.Answer -notmatch '^HTTP/1.1 200') { throw $tunnel.Answer }
        $tls = [Net.Security.SslStream]::new($tunnel.Stream, $false, { $true })
        $tls.AuthenticateAsClient('localhost')
        if ($tls.ReadByte() -ne 42) { throw 'the server did not answer' }
    }
    finally { $tunnel.Client.Dispose() }
}

function Test-Rule([int] $port) {
    $rule = Get-NetFirewallRule -DisplayName 'OMS Gateway' | Get-NetFirewallPortFilter
    if ($rule.LocalPort -ne $port) { throw "the firewall rule is for port $($rule.LocalPort)" }
}

$port = Get-FreePort; $moved = Get-FreePort; $serverPort = Get-FreePort
$certificate = New-SelfSignedCertificate -DnsName localhost -CertStoreLocation Cert:\CurrentUser\My -NotAfter (Get-Date).AddDays(1)
$server = Start-Job -ArgumentList $serverPort, $certificate.Thumbprint -ScriptBlock {
    param($serverPort, $thumbprint)
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $serverPort)
    $listener.Start()
    while ($true) {
        $client = $listener.AcceptTcpClient()
        $tls = [Net.Security.SslStream]::new($client.GetStream())
        try { $tls.AuthenticateAsServer((Get-Item "Cert:\CurrentUser\My\$thumbprint")); $tls.WriteByte(42); $tls.Flush() } catch { }
        $client.Dispose()
    }
}

try {
    Step "A TLS server for localhost:$serverPort is started" { Wait-For { Connect-Port $serverPort } }
    Step "msiexec /i `"OMS Gateway.msi`" /qn LICENSEACCEPTED=1 PORTNUMBER=$port" {
        Invoke-Setup "/i `"$($package.FullName)`" LICENSEACCEPTED=1 PORTNUMBER=$port"
    }
    Step "The service OMSGatewayService runs and listens on port $port" {
        Wait-For { Connect-Port $port }
        if ((Get-Service OMSGatewayService).Status -ne 'Running') { throw 'it does not run' }
    }
    Step "The firewall rule `"OMS Gateway`" is for port $port" { Test-Rule $port }
    Step 'The installed program is told to allow localhost only' {
        Set-Gateway config set AllowedPorts $serverPort
        Set-Gateway config set AllowedNetworks '127.0.0.0/8 ::1/128'
        Set-Gateway hosts add localhost
    }
    Step "A client reaches localhost:$serverPort through the service, by TLS" { Wait-For { Test-Allowed $port } }
    Step 'A request for other.example.com is refused with 403' {
        $tunnel = Connect-Through $port "other.example.com:$serverPort"
        $tunnel.Client.Dispose()
        if ($tunnel.Answer -notmatch '^HTTP/1.1 403') { throw $tunnel.Answer }
    }
    Step 'The event log "OMS Gateway Log" has event 105: Target host (other.example.com) is forbidden' {
        Wait-For {
            $events = Get-WinEvent -FilterHashtable @{ LogName = 'OMS Gateway Log'; Id = 105 }
            if (-not ($events | Where-Object Message -Like '*Target host (other.example.com) is forbidden*')) { throw 'no such event' }
        }
    }
    Step "The service moves to port $moved while it runs, and the firewall rule with it" {
        Set-Gateway config set ListenPort $moved
        Wait-For { Test-Allowed $moved }
        Test-Rule $moved
    }
}
finally {
    Stop-Job $server; Remove-Job $server
    Remove-Item "Cert:\CurrentUser\My\$($certificate.Thumbprint)"
    if (Get-Service OMSGatewayService -ErrorAction SilentlyContinue) {
        Step 'msiexec /x "OMS Gateway.msi" /qn' { Invoke-Setup "/x `"$($package.FullName)`"" }
        Step 'Nothing is left: no file, no service, no registry key, no firewall rule' {
            $left = @($installFolder, $configFolder, "$env:ProgramFiles\WindowsPowerShell\Modules\OmsGateway", 'HKLM:\SOFTWARE\OMS Gateway',
                'HKLM:\SYSTEM\CurrentControlSet\Services\OMSGatewayService',
                'HKLM:\SYSTEM\CurrentControlSet\Services\EventLog\OMS Gateway Log') | Where-Object { Test-Path $_ }
            if (Get-NetFirewallRule -DisplayName 'OMS Gateway' -ErrorAction SilentlyContinue) { $left = @($left) + 'the firewall rule' }
            if ($left) { throw "left: $($left -join ', ')" }
        }
    }
    Remove-Item $log -ErrorAction SilentlyContinue
}

if ($failures -gt 0) { Write-Host "$failures of these steps failed"; exit 1 }
Write-Host 'Everything works.'
