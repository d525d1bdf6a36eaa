# Run every test; the last line counts them. Arguments go to dotnet test, as in ./build.sh test --filter Wine!=yes.

# Ubuntu has Chromium as a snap only, which needs more than a container has; its tests are skipped there.
chromium=chromium
if grep -qsx ID=ubuntu /etc/os-release; then chromium=; fi

# shellcheck disable=SC2086
ensure_build_tools $native_packages $chromium ansible-core apache2-bin fonts-liberation fonts-wine haproxy iproute2 msitools poppler-utils procps prometheus python3 rsyslog rsyslog-openssl socat squid tinyproxy tmux wget wine wine64 xvfb

say "Building"
dotnet build OmsGateway.sln -v quiet
publish_windows_service
publish_linux_service
export OMSGATEWAY_WINDOWS_EXE="$PWD/$windows_service"

# What the tests, the programs they start and dotnet test itself leave in the temporary folder goes with it.
TMPDIR=$(mktemp -d)
export TMPDIR
# A proxy that root starts becomes another user and must get to its files.
chmod 711 "$TMPDIR"
trap 'rm -rf "$TMPDIR"' EXIT

# One test project after the other: each uses all processors itself.
results=artifacts/test-results
rm -rf $results
say "Testing"
outcome=0
dotnet test OmsGateway.sln --no-build -m:1 -v quiet "$@" || outcome=$?
if [ $# -eq 0 ]; then
  say "Testing tunnels with the sockets of other systems"
  of_sockets=$(printf '|FullyQualifiedName~.%s.' Tunnels Pumping Faults Upstream Health Sockets)
  OMSGATEWAY_SOCKETS=portable dotnet test tests/Gateway.Tests --no-build -v quiet --filter "${of_sockets#|}" --results-directory $results/portable || outcome=$?
fi
say "Testing the native program for Linux"
OMSGATEWAY_PROGRAM="$PWD/$linux_native" dotnet test tests/Host.Tests --no-build -v quiet \
  --settings tests/Host.Tests/native.runsettings --results-directory $results/native "$@" || outcome=$?

# Each project leaves a results file with <Counters total= executed= passed= failed= …/>; what was not executed was skipped.
shopt -s nullglob
files=($results/*.trx $results/portable/*.trx $results/native/*.trx)
counts=$(grep -ho '<Counters [^>]*>' "${files[@]:-/dev/null}" | awk '
  function attribute(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
  { passed += attribute("passed"); failed += attribute("failed") + attribute("error") + attribute("timeout") + attribute("aborted")
    skipped += attribute("total") - attribute("executed") }
  END { printf "%d %d %d", passed, failed, skipped }')
read -r passed failed skipped <<< "$counts"

if [ "$failed" -eq 0 ] && [ $outcome -ne 0 ]; then echo "build.sh: dotnet test ended with $outcome although no test failed; see above" >&2; fi
if [ "$passed" -eq 0 ]; then echo "build.sh: no test ran" >&2; outcome=1; fi
[ "$skipped" -eq 0 ] || echo "$skipped skipped; each says why above or in $results"
echo "$passed passed, $failed failed"
[ $outcome -eq 0 ] && [ "$failed" -eq 0 ]
