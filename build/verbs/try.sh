# See it work: a gateway, a TLS server behind it, one request that passes and one that is refused.

ensure_build_tools
install_packages curl openssl
say "Building the gateway"
dotnet build Service/Host -c Release -v quiet

work=$(mktemp -d)
gateway_pid= server_pid= failures=0

clean_up() {
  [ -z "$gateway_pid" ] || kill "$gateway_pid" 2> /dev/null || true
  [ -z "$server_pid" ] || kill "$server_pid" 2> /dev/null || true
  wait 2> /dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

# step "what is done" command…: runs the command, its output only when it fails.
step() {
  printf '%-80s' "$1"
  shift
  if "$@" > "$work/step.log" 2>&1; then echo ok; return; fi
  echo FAILED
  sed 's/^/    /' "$work/step.log"
  failures=$((failures + 1))
}

# A port that nobody listens on.
free_port() {
  local port
  while port=$((20000 + RANDOM % 20000)); (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
  echo "$port"
}

within_seconds() {
  local limit=$((SECONDS + $1))
  shift
  until "$@" > /dev/null 2>&1; do
    [ $SECONDS -lt $limit ] || return 1
    sleep 0.1
  done
}

has_ended() { ! kill -0 "$1" || grep -q '^State:.*zombie' "/proc/$1/status"; }
is_open() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
gateway() { "$linux_service" --config-dir "$work/config" "$@"; }

start_server() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$work/key.pem" -out "$work/cert.pem" || return 1
  openssl s_server -www -quiet -accept "$server_port" -key "$work/key.pem" -cert "$work/cert.pem" > "$work/server.log" 2>&1 &
  server_pid=$!
  within_seconds 10 is_open "$server_port"
}

configure() {
  gateway config set ListenPort "$port" && gateway config set AllowedPorts "$server_port" \
    && gateway config set AllowedNetworks "127.0.0.0/8 ::1/128" && gateway hosts add localhost
}

start_gateway() {
  "$linux_service" --config-dir "$work/config" run > "$work/gateway.log" 2>&1 &
  gateway_pid=$!
  within_seconds 15 is_open "$port" || { cat "$work/gateway.log"; return 1; }
}

request() {
  curl -sS --max-time 20 --noproxy "" --proxy "http://127.0.0.1:$port" --cacert "$work/cert.pem" \
    -w '\n%{http_connect}' "https://$1:$server_port/" -o "$work/page" > "$work/code" 2> "$work/curl.log"
}

allowed_passes() { request localhost && grep -q "Cipher" "$work/page" || { cat "$work/curl.log"; return 1; }; }
other_is_refused() { ! request other.example.com && grep -qx 403 "$work/code" || { cat "$work/code" "$work/curl.log"; return 1; }; }
event_is_logged() { within_seconds 5 grep -F "Target host (other.example.com) is forbidden" "$work/gateway.log"; }
port_moves() { gateway config set ListenPort "$1" && within_seconds 10 is_open "$1" && port=$1 && allowed_passes; }

# SIGTERM, because what a script starts in the background ignores Ctrl+C.
stop_gateway() {
  kill "$gateway_pid"
  within_seconds 30 has_ended "$gateway_pid" || { kill -KILL "$gateway_pid"; return 1; }
  wait "$gateway_pid" || return 1
  gateway_pid=
}

server_port=$(free_port) port=$(free_port)
echo
step "A TLS server for https://localhost:$server_port is started" start_server
step "The gateway is told to allow localhost only, and to listen on port $port" configure
step "The gateway is started" start_gateway
step "A client reaches https://localhost:$server_port through it, by TLS" allowed_passes
step "A request for other.example.com is refused with 403" other_is_refused
step "The gateway has logged event 105: Target host (other.example.com) is forbidden" event_is_logged
moved=$(free_port)
step "The gateway moves to port $moved while it runs, and still serves" port_moves "$moved"
step "The gateway stops when it is asked to, with exit code 0" stop_gateway
echo
if [ $failures -gt 0 ]; then fail "$failures of these steps failed"; fi
echo "Everything works. './build.sh run' runs a gateway of your own, './build.sh run --help' shows how to set it up."
