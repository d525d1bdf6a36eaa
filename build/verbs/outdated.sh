# Say which newer patches there are, within the pinned bands: of the linked .NET runtime, the packages and the workflow's actions.

ensure_sdk
pins=Directory.Packages.props newer=0 unasked=0

# patches package band: the versions band.n that the package source has, oldest first.
patches() {
  local answer
  answer=$(dotnet package search "$1" --exact-match --format json 2>&1) || { echo "$answer" >&2; return 1; }
  echo "$answer" | sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' | grep -xE "${2//./\\.}\.[0-9]+" | sort -uV || true
}

# tell what pinned newest
tell() {
  if [ -z "$3" ] || [ "$(printf '%s\n' "$2" "$3" | sort -V | tail -n 1)" = "$2" ]; then return; fi
  echo "$1: $2 is pinned, $3 is there"
  newer=$((newer + 1))
}

not_asked() { echo "$1: could not be asked for newer versions: $2"; unasked=$((unasked + 1)); }

# What is linked into the programs comes in several packages, and a version counts once all of them have it.
runtime() {
  local name=$1 identifier=$2 pinned band package found common=''
  pinned=$(sed -n "s/.*<$name>\(.*\)<.*/\1/p" $pins)
  band=${pinned%.*}
  for package in Microsoft.DotNet.ILCompiler "runtime.$identifier.Microsoft.DotNet.ILCompiler" Microsoft.NET.ILLink.Tasks \
    "Microsoft.NETCore.App.Runtime.NativeAOT.$identifier"; do
    found=$(patches "$package" "$band" 2> /dev/null) || { not_asked "$name" "no answer about $package"; return; }
    common=$([ -z "$common" ] && echo "$found" || comm -12 <(echo "$common" | sort) <(echo "$found" | sort))
  done
  tell "$name in $pins" "$pinned" "$(echo "$common" | sort -V | tail -n 1)"
}

say "Asking for the .NET runtime that the programs are linked with"
runtime WindowsRuntimeVersion win-x64
runtime LinuxRuntimeVersion linux-x64

if [ $unasked -eq 0 ]; then
  say "Asking for the packages of $pins"
  while read -r package version; do
    if found=$(patches "$package" "${version%.*}" 2> /dev/null); then tell "$package" "$version" "$(echo "$found" | tail -n 1)"
    else not_asked "$package" "no answer"; fi
  done < <(sed -n 's/.*PackageVersion Include="\([^"]*\)" Version="\([0-9.]*\)".*/\1 \2/p' $pins)
fi

say "Asking for the workflow's actions"
while read -r action version; do
  if found=$(GIT_TERMINAL_PROMPT=0 timeout 30 git ls-remote --tags --refs "https://github.com/$action" 2>&1); then
    tell "$action" "$version" "$(echo "$found" | sed -n 's|.*refs/tags/||p' | grep -xE "${version%%.*}\.[0-9]+\.[0-9]+" | sort -V | tail -n 1)"
  else not_asked "$action" "$(echo "$found" | tail -n 1)"; fi
done < <(sed -n 's/.*uses: *\([^@]*\)@[0-9a-f]* *# *\(v[0-9.]*\).*/\1 \2/p' .github/workflows/*.yml | sort -u)

echo
[ $newer -eq 0 ] || fail "$newer of the pinned versions have a newer patch; docs/releasing.md says how to take it"
[ $unasked -eq 0 ] || fail "not everything could be asked: is there a way to the Internet, or to a mirror of nuget.org?"
echo "Everything is at the newest patch."
