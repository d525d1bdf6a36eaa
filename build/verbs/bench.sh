# Measure the gateway beside squid, tinyproxy, Apache and HAProxy on this machine; see docs/performance.md.

# shellcheck disable=SC2086
ensure_build_tools $native_packages squid tinyproxy apache2-bin haproxy wine wine64
say "Building"
dotnet build OmsGateway.sln -c Release -v quiet
publish_windows_service
publish_linux_service
dotnet publish Service/Host -r win-x64 --self-contained -p:PublishAot=false -v quiet -o artifacts/bench/coreclr
mkdir -p artifacts/bench
gcc -O2 -Wall -Wextra -o artifacts/bench/load tests/Benchmarks/load/*.c
# Ten thousand tunnels are twenty thousand connections, in the gateways and in the load generator.
ulimit -n 65536 2> /dev/null || ulimit -n "$(ulimit -H -n)"
say "Measuring"
OMSGATEWAY_LOAD="$PWD/artifacts/bench/load" OMSGATEWAY_NATIVE="$PWD/$linux_native" OMSGATEWAY_CORECLR="$PWD/$linux_service" \
  OMSGATEWAY_WINDOWS_NATIVE="$PWD/$windows_service" OMSGATEWAY_WINDOWS_CORECLR="$PWD/artifacts/bench/coreclr/OMSGatewayService.exe" \
  OMSGATEWAY_MSI="$PWD/artifacts/OMS Gateway.msi" \
  dotnet artifacts/bin/OmsGateway.Benchmarks/release/OmsGateway.Benchmarks.dll "$@"
