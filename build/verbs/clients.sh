# Try real clients through the gateway, from curl to Chromium and Windows' own; --write docs/clients.md writes their table there.

if command -v apt-get > /dev/null && ! has_apt_lists && may_be_root; then as_root apt-get update -qq; fi
# Of these whatever this system has; for a command that is already here its package is not needed.
packages=(wget git socat stunnel4 wine wine64 ruby perl libwww-perl liblwp-protocol-https-perl golang-go firefox-esr chromium
  libnss3-tools python3 python3-requests python3-aiohttp python3-pycurl python3-grpcio)
command -v javac > /dev/null || packages+=(default-jdk-headless)
command -v npm > /dev/null || packages+=(nodejs npm)
available=()
for package in "${packages[@]}"; do
  if ! command -v apt-cache > /dev/null || apt-cache show "$package" > /dev/null 2>&1; then available+=("$package"); fi
done
ensure_sdk "${available[@]}"
if command -v npm > /dev/null; then
  mkdir -p artifacts/clients
  cp tests/Clients/Node/package*.json artifacts/clients
  npm ci --prefix artifacts/clients --ignore-scripts --no-audit --no-fund --loglevel=error
fi

say "Building"
dotnet build Service/Host -c Release -v quiet
dotnet build tests/Clients -c Release -v quiet
say "Trying"
# The distribution's programs, whatever else is on the PATH: its packages are for those.
dotnet=$(command -v dotnet)
OMSGATEWAY_SERVICE="$PWD/$linux_service" NODE_PATH="$PWD/artifacts/clients/node_modules" PATH="/usr/bin:/bin:$PATH" \
  "$dotnet" artifacts/bin/OmsGateway.Clients/release/OmsGateway.Clients.dll "$@"
