# Measure the gateway beside squid, tinyproxy, Apache and HAProxy, or with --against REV beside that commit's; see docs/performance.md.

revision=
for argument in "$@"; do
  if [ "${previous:-}" = --against ]; then revision=$argument; fi
  previous=$argument
done

build_load_generator() {
  mkdir -p artifacts/bench
  gcc -O2 -Wall -Wextra -o artifacts/bench/load tests/Benchmarks/load/*.c
}

against=artifacts/bench/against
remove_against() {
  git worktree remove --force $against 2> /dev/null || rm -rf $against
  git worktree prune
}

# The native program of the other commit, in a worktree that is gone at the end.
build_against() {
  local commit
  commit=$(git rev-parse --verify --quiet "$revision^{commit}") || fail "'$revision' is no commit of this repository"
  remove_against
  trap remove_against EXIT
  git worktree add --quiet --detach $against "$commit"
  (cd $against && publish_linux_service)
  [ -x "$against/$linux_native" ] || fail "$revision makes no $linux_native"
  export OMSGATEWAY_AGAINST="$PWD/$against/$linux_native"
}

# shellcheck disable=SC2086
if [ -n "$revision" ]; then
  ensure_sdk $native_packages git
  say "Building $revision"
  build_against
  say "Building"
  dotnet build tests/Benchmarks -c Release -v quiet
  publish_linux_service
else
  ensure_build_tools $native_packages squid tinyproxy apache2-bin haproxy wine wine64
  say "Building"
  dotnet build OmsGateway.sln -c Release -v quiet
  publish_windows_service
  publish_linux_service
  dotnet publish Service/Host -r win-x64 --self-contained -p:PublishAot=false -v quiet -o artifacts/bench/coreclr
fi

build_load_generator
# Ten thousand tunnels are twenty thousand connections, in the gateways and in the load generator.
ulimit -n 65536 2> /dev/null || ulimit -n "$(ulimit -H -n)"
say "Measuring"
OMSGATEWAY_LOAD="$PWD/artifacts/bench/load" OMSGATEWAY_NATIVE="$PWD/$linux_native" OMSGATEWAY_CORECLR="$PWD/$linux_service" \
  OMSGATEWAY_WINDOWS_NATIVE="$PWD/$windows_service" OMSGATEWAY_WINDOWS_CORECLR="$PWD/artifacts/bench/coreclr/OMSGatewayService.exe" \
  OMSGATEWAY_MSI="$PWD/artifacts/OMS Gateway.msi" \
  dotnet artifacts/bin/OmsGateway.Benchmarks/release/OmsGateway.Benchmarks.dll "$@"
