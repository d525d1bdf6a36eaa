# Measure the gateway beside squid, tinyproxy, Apache and HAProxy on this machine; see docs/performance.md.

ensure_build_tools
install_packages gcc libc6-dev squid tinyproxy apache2-bin haproxy
say "Building"
dotnet build Service/Host -c Release -v quiet
dotnet build tests/Benchmarks -c Release -v quiet
mkdir -p artifacts/bench
gcc -O2 -Wall -Wextra -o artifacts/bench/load tests/Benchmarks/load/*.c
# Ten thousand tunnels are twenty thousand connections, in the gateways and in the load generator.
ulimit -n 65536 2> /dev/null || ulimit -n "$(ulimit -H -n)"
say "Measuring"
OMSGATEWAY_LOAD="$PWD/artifacts/bench/load" OMSGATEWAY_SERVICE="$PWD/$linux_service" \
  dotnet artifacts/bin/OmsGateway.Benchmarks/release/OmsGateway.Benchmarks.dll "$@"
