# See it work: OMS Gateway.msi is built, installed under Wine, used by a TLS client, and uninstalled without a trace.

ensure_build_tools wine wine64
say "Building OMS Gateway.msi"
dotnet build Product/Product.wixproj -v quiet

work=$(mktemp -d)
# Not set, Wine has its server's folder in the prefix. Set, Debian's Wine aborts from 8.20 on where there is no /run/user/<uid>.
unset TMPDIR
export WINEPREFIX="$work/windows" WINEDEBUG=-all DISPLAY='' WINEDLLOVERRIDES='mscoree,mshtml='
drive_c="$WINEPREFIX/drive_c"
program='C:\Program Files\OMS Gateway\OMSGatewayService.exe'
status="$drive_c/ProgramData/OMS Gateway/State/OMSGateway.status"
server_pid='' failures=0

clean_up() {
  [ -z "$server_pid" ] || kill "$server_pid" 2> /dev/null || true
  if [ -d "$WINEPREFIX" ]; then wineserver -k || true; wineserver -w || true; fi
  wait 2> /dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

# step "what is done" command…: runs the command, its output only when it fails. Into a file and never a pipe, which Wine's
# services would keep open.
step() {
  printf '%-100s' "$1"
  shift
  if "$@" > "$work/step.log" 2>&1; then echo ok; return; fi
  echo FAILED
  tail -n 40 "$work/step.log" | sed 's/^/    /'
  failures=$((failures + 1))
}

# A port that nobody listens on, below those that the system gives to connections.
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); is_open "$port"; do :; done
  echo "$port"
}

within_seconds() {
  local limit=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $limit ] || return 1
    sleep 0.1
  done
}

is_open() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

# Wine 8's default is Windows 7, which the package refuses; a service manager that is restarted once knows every service; and -p
# keeps services running after the last program. Every Windows is registered to somebody, and has a folder for PowerShell modules.
make_windows() {
  wineboot -i && wine winecfg -v win10 \
    && wine reg add 'HKLM\Software\Microsoft\Windows NT\CurrentVersion' /v RegisteredOwner /d 'Windows User' /f /reg:64 \
    && wineserver -k && wineserver -w && wineserver -p \
    && mkdir -p "$drive_c/Program Files/WindowsPowerShell/Modules" && cp "artifacts/OMS Gateway.msi" "$drive_c/" && state > "$work/before"
}

# The folders and files, and the registry keys, that an installation may touch; without those that Windows Installer keeps.
state() {
  find "$drive_c/Program Files" "$drive_c/ProgramData"
  local root
  for root in 'HKLM\Software' 'HKLM\System\CurrentControlSet\Services'; do
    wine reg export "$root" 'C:\state.reg' /y /reg:64 > /dev/null || return 1
    iconv -f UTF-16 "$drive_c/state.reg" | grep '^\[' | grep -vE 'Installer\\(UserData|Folders)|\\Installer(\\(Products|Features|UpgradeCodes))?\]'
  done
}

start_server() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$work/key.pem" -out "$work/cert.pem" || return 1
  openssl s_server -www -quiet -accept "$server_port" -key "$work/key.pem" -cert "$work/cert.pem" > "$work/server.log" 2>&1 &
  server_pid=$!
  within_seconds 10 is_open "$server_port"
}

# The end of the log says why Windows Installer failed; wine reports its code 1603 as 67.
setup() {
  wine msiexec "$@" /qn '/l*' 'C:\setup.log' || { local code=$?; cat "$drive_c/setup.log"; echo "msiexec ended with $code"; return 1; }
}

service_runs() { within_seconds 20 is_open "$port" && wine sc query OMSGatewayService && wine net start | grep "OMS Gateway"; }

configure() {
  wine "$program" config set AllowedPorts "$server_port" \
    && wine "$program" config set AllowedNetworks "127.0.0.0/8 ::1/128" && wine "$program" hosts add localhost
}

request() {
  curl -sS --max-time 20 --noproxy "" --proxy "http://127.0.0.1:$port" --cacert "$work/cert.pem" \
    -w '\n%{http_connect}' "https://$1:$server_port/" -o "$work/page" > "$work/code" 2> "$work/curl.log"
}

passes() { request localhost && grep -q "Cipher" "$work/page"; }
# The service applies a change within seconds.
allowed_passes() { within_seconds 10 passes || { cat "$work/curl.log"; return 1; }; }
other_is_refused() { ! request other.example.com && grep -qx 403 "$work/code" || { cat "$work/code" "$work/curl.log"; return 1; }; }
# Wine has no event log to look into. The service writes its status every few seconds.
refusal_is_reported() { within_seconds 20 grep -F "other.example.com" "$status" || { cat "$status"; return 1; }; }
port_moves() { wine "$program" config set ListenPort "$1" && within_seconds 10 is_open "$1" && port=$1 && allowed_passes; }
nothing_is_left() { state > "$work/after" && diff "$work/before" "$work/after" && ! is_open "$port"; }

server_port=$(free_port) port=$(free_port) moved=$(free_port)
echo
step "A Windows is set up under Wine, for this trial only" make_windows
step "A TLS server for https://localhost:$server_port is started" start_server
step "msiexec /i \"OMS Gateway.msi\" /qn LICENSEACCEPTED=1 PORTNUMBER=$port" \
  setup /i 'C:\OMS Gateway.msi' LICENSEACCEPTED=1 PORTNUMBER="$port"
step "The service OMSGatewayService runs and listens on port $port" service_runs
step "The installed program is told to allow localhost only" configure
step "A client reaches https://localhost:$server_port through the service, by TLS" allowed_passes
step "A request for other.example.com is refused with 403" other_is_refused
step "The service reports the refused host in its status, from where Find-OMSGatewayDeniedHost has it" refusal_is_reported
step "The service moves to port $moved while it runs, and still serves" port_moves "$moved"
step "msiexec /x \"OMS Gateway.msi\" /qn" setup /x 'C:\OMS Gateway.msi'
step "Nothing is left: no file, no service, no registry key" nothing_is_left
echo
if [ $failures -gt 0 ]; then fail "$failures of these steps failed"; fi
echo "Everything works. artifacts/OMS Gateway.msi is what was installed; './build.sh run' runs a gateway here without Windows."
