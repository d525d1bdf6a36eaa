# The verb "try" on Windows: a gateway, a TLS server behind it, one request that passes and one that is refused.
$ErrorActionPreference = 'Stop'

$program = 'artifacts\bin\OMSGatewayService\release\OMSGatewayService.exe'
$directory = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
$failures = 0
$gateway = $null

function Step([string] $what, [scriptblock] $action) {
    Write-Host -NoNewline $what.PadRight(80)
    try { & $action; Write-Host 'ok' }
    catch { Write-Host 'FAILED'; Write-Host "    $_"; $script:failures++ }
}

function Set-Gateway { & $program --config-dir $directory @args | Out-Null; if ($LASTEXITCODE -ne 0) { throw "exit code $LASTEXITCODE" } }

function Get-FreePort {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start(); $port = $listener.LocalEndpoint.Port; $listener.Stop()
    $port
}

function Wait-Port([int] $port) {
    foreach ($i in 1..150) {
        $client = [Net.Sockets.TcpClient]::new()
        try { $client.Connect('127.0.0.1', $port); return } catch { Start-Sleep -Milliseconds 100 } finally { $client.Dispose() }
    }
    throw "nothing listens on port $port"
}

# The gateway's answer to a CONNECT request, and the connection.
function Connect-Through([int] $port, [string] $target) {
    $client = [Net.Sockets.TcpClient]::new('127.0.0.1', $port)
    $stream = $client.GetStream()
    $request = [Text.Encoding]::ASCII.GetBytes("CONNECT $target HTTP/1.1`r`nHost: $target`r`n`r`n")
    $stream.Write($request, 0, $request.Length)
    $answer = ''
    while (-not $answer.Contains("`r`n`r`n") -and ($byte = $stream.ReadByte()) -ge 0) { $answer += [char] $byte }
    @{ Client = $client; Stream = $stream; Answer = $answer }
}

$port = Get-FreePort; $serverPort = Get-FreePort
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
    Step "A TLS server for localhost:$serverPort is started" { Wait-Port $serverPort }
    Step "The gateway is told to allow localhost only, and to listen on port $port" {
        Set-Gateway config set ListenPort $port
        Set-Gateway config set AllowedPorts $serverPort
        Set-Gateway config set AllowedNetworks '127.0.0.0/8 ::1/128'
        Set-Gateway hosts add localhost
    }
    Step 'The gateway is started' {
        $script:gateway = Start-Process $program -ArgumentList '--config-dir', $directory, 'run' -PassThru -WindowStyle Hidden
        Wait-Port $port
    }
    Step "A client reaches localhost:$serverPort through it, by TLS" {
        $tunnel = Connect-Through $port "localhost:$serverPort"
        if ($tunnel.Answer -notmatch '^HTTP/1.1 200') { throw $tunnel.Answer }
        $tls = [Net.Security.SslStream]::new($tunnel.Stream, $false, { $true })
        $tls.AuthenticateAsClient('localhost')
        if ($tls.ReadByte() -ne 42) { throw 'the server did not answer' }
        $tunnel.Client.Dispose()
    }
    Step 'A request for other.example.com is refused with 403' {
        $tunnel = Connect-Through $port "other.example.com:$serverPort"
        $tunnel.Client.Dispose()
        if ($tunnel.Answer -notmatch '^HTTP/1.1 403') { throw $tunnel.Answer }
    }
}
finally {
    if ($gateway) { Stop-Process -Id $gateway.Id -Force -ErrorAction SilentlyContinue; $gateway.WaitForExit() }
    Stop-Job $server; Remove-Job $server
    Remove-Item "Cert:\CurrentUser\My\$($certificate.Thumbprint)"
    Remove-Item $directory -Recurse -Force -ErrorAction SilentlyContinue
}

if ($failures -gt 0) { Write-Host "$failures of these steps failed"; exit 1 }
Write-Host 'Everything works.'
