# Run tests of faults --runs N times in a row (10 unless said) while --load N workers (16 unless said) keep the processors busy; --filter FILTER.

runs=10 load=16 filter='FullyQualifiedName~.Faults.'
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || fail "$1 needs a value"
  case "$1" in
    --filter) filter=$2 ;;
    --runs | --load) [[ $2 =~ ^[1-9][0-9]{0,2}$ ]] || fail "$1 needs a number from 1 to 999, not '$2'"; declare "${1#--}=$2" ;;
    *) fail "'$1' is no option; there are --runs, --load and --filter" ;;
  esac
  shift 2
done

ensure_sdk stress-ng
say "Building"
for room in Gateway Host; do dotnet build tests/$room.Tests -v quiet; done

stress-ng --cpu "$load" --io 2 --quiet &
busy=$!
trap 'kill $busy' EXIT
failed=0
for run in $(seq "$runs"); do
  say "Run $run of $runs, at a load of $(cut -d ' ' -f 1 /proc/loadavg)"
  for room in Gateway Host; do
    dotnet test tests/$room.Tests --no-build -v quiet --filter "$filter" --results-directory artifacts/stress || failed=$((failed + 1))
  done
done
[ $failed -eq 0 ] || fail "$failed of $((2 * runs)) runs of a project failed; see above"
echo "All $runs runs passed."
