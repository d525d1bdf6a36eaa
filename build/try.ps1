# The verb "try" on Windows: OMS Gateway.msi is installed on this computer, used by a TLS client, and uninstalled without a trace.
# Needs an administrator, and a computer that OMS Gateway is not installed on.
param([string] $Package = 'artifacts\OMS Gateway.msi')
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

$msi = (Get-Item $Package).FullName

function Step([string] $what, [scriptblock] $action) {
    Write-Host -NoNewline $what.PadRight(100)
    try { & $action; Write-Host 'ok' }
    catch { Write-Host 'FAILED'; Write-Host "    $_"; $script:failures++ }
}

function Invoke-Setup([string] $arguments) {
    $setup = Start-Process msiexec -ArgumentList "$arguments /qn /norestart /l* `"$log`"" -PassThru -Wait
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
        # Windows PowerShell may offer TLS 1.0 only, unless it is told.
        $tls.AuthenticateAsClient('localhost', $null, 'Tls12', $false)
        if ($tls.ReadByte() -ne 42) { throw 'the server did not answer' }
    }
    finally { $tunnel.Client.Dispose() }
}

function Assert-Equal($expected, $actual, [string] $what) {
    if ("$actual" -ne "$expected") { throw "${what}: '$actual' instead of '$expected'" }
}

# One rule, for the program and the port, and nothing else is let in by it.
function Test-Rule([int] $port) {
    $rule = @(Get-NetFirewallRule -DisplayName 'OMS Gateway')
    Assert-Equal 1 $rule.Count 'number of rules'
    Assert-Equal $port ($rule | Get-NetFirewallPortFilter).LocalPort 'port'
    Assert-Equal TCP ($rule | Get-NetFirewallPortFilter).Protocol 'protocol'
    Assert-Equal $program ($rule | Get-NetFirewallApplicationFilter).Program 'program'
    Assert-Equal 'Inbound Allow True Block' "$($rule.Direction) $($rule.Action) $($rule.Enabled) $($rule.EdgeTraversalPolicy)" 'direction, action, enabled, edge traversal'
}

function Test-Service {
    $service = Get-CimInstance Win32_Service -Filter "Name='OMSGatewayService'"
    Assert-Equal 'NT SERVICE\OMSGatewayService' $service.StartName 'account'
    Assert-Equal 'Auto True' "$($service.StartMode) $($service.DelayedAutoStart)" 'start'
    $process = Get-CimInstance Win32_Process -Filter "ProcessId=$($service.ProcessId)"
    Assert-Equal OMSGatewayService (Invoke-CimMethod $process -MethodName GetOwner).User 'owner of the process'
    # From the registry, since sc.exe speaks Windows' language: SERVICE_FAILURE_ACTIONS, five numbers and then a kind and a delay each; 1 restarts.
    $settings = Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Services\OMSGatewayService'
    $kinds = 20, 28, 36 | ForEach-Object { [BitConverter]::ToInt32($settings.FailureActions, $_) }
    Assert-Equal '1 1 1' "$kinds" 'what is done when it fails'
    Assert-Equal 1 $settings.FailureActionsOnNonCrashFailures 'an exit with an error counts as a failure'
}

# The folder inherits nothing; only the system, administrators and the service have access, and the service writes in its own folder only.
function Test-Protected {
    $service = [Security.Principal.NTAccount]::new('NT SERVICE\OMSGatewayService').Translate([Security.Principal.SecurityIdentifier]).Value
    foreach ($folder in @{ Path = $configFolder; Rights = 'ReadAndExecute, Synchronize' }, @{ Path = "$configFolder\State"; Rights = 'Modify, Synchronize' }) {
        $acl = Get-Acl $folder.Path
        Assert-Equal True $acl.AreAccessRulesProtected "$($folder.Path): protection from inherited rights"
        $rules = $acl.GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier])
        $others = @($rules | Where-Object { $_.IdentityReference.Value -notin 'S-1-5-18', 'S-1-5-32-544', $service })
        if ($others) { throw "$($folder.Path): others have access: $($others.IdentityReference.Value -join ', ')" }
        Assert-Equal $folder.Rights ($rules | Where-Object { $_.IdentityReference.Value -eq $service }).FileSystemRights "$($folder.Path): rights of the service"
    }
}

function Test-Counters {
    $samples = @(Get-Counter -Counter (Get-Counter -ListSet 'OMS Gateway').Counter -MaxSamples 1).CounterSamples
    foreach ($name in 'active client connection', 'connected client', 'error count', 'rejection count') {
        if (-not ($samples | Where-Object Path -Like "*\$name")) { throw "no value of '$name'" }
    }
    if (($samples | Where-Object Path -Like '*\error count').CookedValue -lt 1) { throw 'the refusal is not counted' }
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
        try { $tls.AuthenticateAsServer((Get-Item "Cert:\CurrentUser\My\$thumbprint"), $false, 'Tls12', $false); $tls.WriteByte(42); $tls.Flush() } catch { }
        $client.Dispose()
    }
}

try {
    Step "A TLS server for localhost:$serverPort is started" { Wait-For { Connect-Port $serverPort } }
    Step "msiexec /i `"OMS Gateway.msi`" /qn LICENSEACCEPTED=1 PORTNUMBER=$port" {
        Invoke-Setup "/i `"$msi`" LICENSEACCEPTED=1 PORTNUMBER=$port"
    }
    Step "The service OMSGatewayService runs and listens on port $port" {
        Wait-For { Connect-Port $port }
        if ((Get-Service OMSGatewayService).Status -ne 'Running') { throw 'it does not run' }
    }
    Step 'It runs under its virtual account and is restarted after failures' { Test-Service }
    Step "The firewall rule `"OMS Gateway`" is for the program and port $port" { Test-Rule $port }
    Step "Only the system, administrators and the service have access to $configFolder, and the service only reads" { Test-Protected }
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
    Step 'The performance counters "OMS Gateway" have values, and count the refusal' { Wait-For { Test-Counters } }
    Step "The service moves to port $moved while it runs, and the firewall rule with it" {
        Set-Gateway config set ListenPort $moved
        # Until the gateway listens there, the rule lets agents in to both ports.
        Wait-For { Test-Allowed $moved; Test-Rule $moved }
    }
}
finally {
    Stop-Job $server; Remove-Job $server
    Remove-Item "Cert:\CurrentUser\My\$($certificate.Thumbprint)"
    if (Get-Service OMSGatewayService -ErrorAction SilentlyContinue) {
        Step 'msiexec /x "OMS Gateway.msi" /qn' { Invoke-Setup "/x `"$msi`"" }
        Step 'Nothing is left: no file, no service, no registry key, no firewall rule' {
            $left = @($installFolder, $configFolder, "$env:ProgramFiles\WindowsPowerShell\Modules\OmsGateway", 'HKLM:\SOFTWARE\OMS Gateway',
                'HKLM:\SYSTEM\CurrentControlSet\Services\OMSGatewayService',
                'HKLM:\SYSTEM\CurrentControlSet\Services\EventLog\OMS Gateway Log') | Where-Object { Test-Path $_ }
            if (Get-Counter -ListSet 'OMS Gateway' -ErrorAction SilentlyContinue) { $left = @($left) + 'the counters' }
            if (Get-NetFirewallRule -DisplayName 'OMS Gateway' -ErrorAction SilentlyContinue) { $left = @($left) + 'the firewall rule' }
            if ($left) { throw "left: $($left -join ', ')" }
        }
    }
    Remove-Item $log -ErrorAction SilentlyContinue
}

if ($failures -gt 0) { Write-Host "$failures of these steps failed"; exit 1 }
Write-Host 'Everything works.'
