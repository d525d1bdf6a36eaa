# Break the product's code in many small ways and count what no test notices (Stryker.NET); --help shows the options.

show_mutate_help() {
  cat << 'HELP'
usage: ./build.sh mutate [room ...] [options]

  room              Gateway, Configuration or CustomActions; all of them unless some are named
  --files PATTERN   only files of this path in their room, as in 'Requests/*'; may be given several times
  --since COMMIT    only files that differ from a commit
  --minutes N       ends after N minutes, 60 unless said, and names what was not tried by then
  --concurrency N   test runs at once, 1 unless said: a test that a busy machine keeps too long counts as one that has noticed

A whole room is tried a folder at a time, so that the end of the time leaves the results of those before; chosen files are tried at once.
artifacts/mutate/<room>/<folder>, or <room>/chosen, has the report (reports/mutation-report.html) and survivors.txt.
HELP
}

rooms=() patterns=() since='' minutes=60 concurrency=1
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) show_mutate_help; exit 0 ;;
    Gateway | Configuration | CustomActions) rooms+=("$1"); shift; continue ;;
    --files | --since | --minutes | --concurrency) [ $# -ge 2 ] || fail "$1 needs a value" ;;
    *) show_mutate_help >&2; fail "'$1' is no room and no option" ;;
  esac
  case "$1" in
    --files) patterns+=("$2") ;;
    --since) since=$2 ;;
    *) [[ $2 =~ ^[1-9][0-9]{0,3}$ ]] || fail "$1 needs a number from 1 to 9999, not '$2'"; declare "${1#--}=$2" ;;
  esac
  shift 2
done
[ ${#rooms[@]} -gt 0 ] || rooms=(Gateway Configuration CustomActions)
[ -z "$since" ] || git rev-parse --quiet --verify "$since^{commit}" > /dev/null || fail "there is no commit '$since'"

declare -A sources=([Gateway]=Service/Gateway [Configuration]=Service/Configuration [CustomActions]=CustomActions/Logic)
# What calls Windows, which these tests do without.
untried='(^|/)(Native|Windows)/|/(Dpapi|Registry|Windows)[A-Za-z]*\.cs$'
results=$PWD/artifacts/mutate
end=$((SECONDS + 60 * minutes))

# list_files room: the files to break, by their path in the room.
list_files() {
  local source=${sources[$1]} file pattern
  { if [ -n "$since" ]; then git diff --name-only --diff-filter=d --relative="$source" "$since" -- "$source"; else git -C "$source" ls-files; fi; } \
    | grep '\.cs$' | grep -vE "$untried" | while read -r file; do
      for pattern in "${patterns[@]-*}"; do
        # shellcheck disable=SC2053
        if [[ $file == $pattern ]]; then echo "$file"; break; fi
      done
    done
}

# try room folder file ...: breaks the files and tells what came of it.
try() {
  local room=$1 folder=$2 output=$results/$1/$2 file mutate=()
  shift 2
  if [ $SECONDS -ge $end ]; then tell "$room/$folder" "not tried: no time was left"; return; fi
  for file in "$@"; do mutate+=(--mutate "**/${sources[$room]}/$file"); done
  rm -rf "$output"
  mkdir -p "$output"
  (cd "tests/$room.Tests" && exec timeout --kill-after=30 $((end - SECONDS)) dotnet stryker --config-file ../stryker-config.json \
    --project "$(basename "../../${sources[$room]}"/*.csproj)" "${mutate[@]}" --concurrency "$concurrency" \
    --output "$output" --reporter json --reporter html --reporter dots --skip-version-check) > "$output/stryker.log" 2>&1 &
  running=$!
  wait "$running" || true
  end_running
  local report=$output/reports/mutation-report.json
  if [ ! -f "$report" ]; then
    if [ $SECONDS -ge $end ]; then tell "$room/$folder" "not tried to the end: no time was left"; return; fi
    tail -n 12 "$output/stryker.log" >&2
    fail "Stryker has failed in $room/$folder; see above and $output/stryker.log"
  fi
  jq -r '.files | to_entries[] | .key as $file | .value.mutants[] | select(.status == "Survived" or .status == "NoCoverage")
    | "\($file):\(.location.start.line): \(.status), \(.mutatorName): \(.replacement | gsub("\\s+"; " "))"' "$report" > "$output/survivors.txt"
  tell "$room/$folder" "$(jq -r '[.files[].mutants[].status] as $all | def count($status): $all | map(select(. == $status)) | length;
    count("Timeout") as $late | (count("Killed") + $late) as $noticed | ($noticed + count("Survived") + count("NoCoverage")) as $tried
    | if $tried == 0 then "nothing to break"
      else "\($noticed) of \($tried) noticed, \($noticed * 1000 / $tried | round / 10) %; \($late) by taking too long" end' "$report")"
}

tell() { printf '%-30s %s\n' "$1" "$2"; }

# timeout makes itself the leader of a process group, in which everything is that a run starts.
end_running() { [ -z "$running" ] || pkill -KILL -g "$running" || true; running=''; }

ensure_sdk jq procps
dotnet tool restore > /dev/null || fail "the tools of .config/dotnet-tools.json could not be restored; see 'dotnet tool restore'"
# No build server and no test host outlives the run, and none takes more than 3 GB.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false RunAnalyzers=false DOTNET_GCHeapHardLimit=0xC0000000
TMPDIR=$(mktemp -d)
export TMPDIR
# A proxy that root starts becomes another user and must get to its files.
chmod 711 "$TMPDIR"
running=''
trap 'end_running; rm -rf "$TMPDIR"' EXIT

for room in "${rooms[@]}"; do
  say "$room"
  mapfile -t files < <(list_files "$room")
  if [ ${#files[@]} -eq 0 ]; then tell "$room" "no such file"; continue; fi
  if [ -n "$since" ] || [ ${#patterns[@]} -gt 0 ]; then try "$room" chosen "${files[@]}"; continue; fi
  mapfile -t top < <(printf '%s\n' "${files[@]}" | grep -v /)
  try "$room" top "${top[@]}"
  for folder in $(printf '%s\n' "${files[@]}" | sed -n 's|/.*||p' | sort -u); do
    mapfile -t of_folder < <(printf '%s\n' "${files[@]}" | grep "^$folder/")
    try "$room" "$folder" "${of_folder[@]}"
  done
done
