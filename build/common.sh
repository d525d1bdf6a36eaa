# What the verbs share. Sourced by build.sh, which has changed to the root of the project.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# The SDK's localized messages need ICU, the product does not.
ldconfig -p 2>/dev/null | grep -q 'libicuuc\.so' || export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
if [ -x .dotnet/dotnet ]; then export DOTNET_ROOT="$PWD/.dotnet" PATH="$PWD/.dotnet:$PATH"; fi

say() { echo "== $*"; }
fail() { echo "build.sh: $*" >&2; exit 1; }

may_be_root() {
  [ "$(id -u)" -eq 0 ] && return
  # A sudo that asks for a password needs someone to answer.
  command -v sudo > /dev/null && { sudo -n true 2> /dev/null || [ -t 0 ]; }
}

# Runs a command as root.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; return; fi
  may_be_root || fail "needs root for: $*"
  sudo "$@"
}

has_apt_lists() { [ -n "$(ls -A /var/lib/apt/lists 2> /dev/null)" ]; }

# Installs those of the given packages that are missing; on a system without apt says which are needed.
install_packages() {
  local package missing=()
  if ! command -v apt-get > /dev/null; then
    echo "build.sh: this is no Debian or Ubuntu; if something below is missing, install: $*" >&2
    return
  fi
  for package in "$@"; do
    dpkg-query -W -f='${Status}\n' "$package" 2> /dev/null | grep -q '^install ok installed$' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return

  may_be_root || fail "packages are missing, and installing them needs root. Let an administrator run this once, then run ./build.sh again:
  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  say "Installing ${missing[*]} (apt writes to $apt_log)"
  mkdir -p artifacts
  as_root apt-get update -qq
  # A package like squid starts its service when it is installed. Only the program is wanted here, so for the duration of
  # the installation the system is told not to start anything, the way Debian provides for that.
  local policy=/usr/sbin/policy-rc.d added=
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy > /dev/null
    as_root chmod 755 $policy
    added=1
  fi
  local result=0
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > "$apt_log" 2>&1 || result=$?
  if [ -n "$added" ]; then as_root rm -f $policy; fi
  [ $result -eq 0 ] && return
  tail -n 6 "$apt_log" >&2
  fail "apt could not install ${missing[*]}; see above and $apt_log. If it could not fetch them, does this computer reach its package sources (/etc/apt)?"
}

# The LLVM packages for linking Windows binaries, in a version this distribution has; nothing when a linker is installed.
llvm_packages() {
  local version
  if compgen -c lld-link > /dev/null && compgen -c llvm-dlltool > /dev/null && compgen -c clang > /dev/null; then return; fi
  for version in 14 16 19 18 17 15; do
    if apt-cache show "lld-$version" > /dev/null 2>&1; then echo "clang-$version llvm-$version lld-$version"; return; fi
  done
  echo "clang llvm lld"
}

# A .NET SDK that global.json accepts: the one that is installed, or a private one in .dotnet.
ensure_dotnet() {
  if command -v dotnet > /dev/null && dotnet --version > /dev/null 2>&1; then return; fi
  local version site=https://dot.net/v1/dotnet-install.sh
  version=$(sed -n 's/.*"version": *"\([0-9.]*\)".*/\1/p' global.json)
  say "Installing the .NET SDK ${version%.*} into .dotnet"
  mkdir -p .dotnet
  if ! { curl -fsSL --retry 3 $site -o .dotnet/dotnet-install.sh \
    && bash .dotnet/dotnet-install.sh --channel "${version%.*}" --install-dir .dotnet --no-path; }; then
    fail "the .NET SDK could not be fetched from $site; see above. If this computer does not get there, install a .NET SDK ${version%.*} ($version or later) \
some other way (its archive, unpacked into $PWD/.dotnet, will do) and run ./build.sh again."
  fi
  export DOTNET_ROOT="$PWD/.dotnet" PATH="$PWD/.dotnet:$PATH"
  dotnet --version > /dev/null || fail "the .NET SDK was installed but does not run; see the message above"
}

# The .NET SDK and the given packages: what running the gateway here needs. libssl, zlib and libstdc++ are what the SDK links to.
ensure_sdk() {
  install_packages ca-certificates curl openssl zlib1g libstdc++6 "$@"
  ensure_dotnet
}

# Whatever building everything needs, and the given packages; all at once, so that who has to ask for them asks once.
ensure_build_tools() {
  if command -v apt-get > /dev/null && ! has_apt_lists && may_be_root; then as_root apt-get update -qq; fi
  # shellcheck disable=SC2046
  ensure_sdk mingw-w64-x86-64-dev $(llvm_packages) "$@"
}

# The Windows service as a native binary, in artifacts/publish.
publish_windows_service() {
  dotnet publish Service/Host -r win-x64 -v quiet
}

# The native program for Linux, in artifacts/publish: what an installation has. It is linked by gcc and with the C library's files.
native_packages='gcc libc6-dev'
publish_linux_service() {
  dotnet publish Service/Host -r linux-x64 -v quiet
}

windows_service=artifacts/publish/OMSGatewayService/release_win-x64/OMSGatewayService.exe
linux_service=artifacts/bin/OMSGatewayService/release/OMSGatewayService
linux_native=artifacts/publish/OMSGatewayService/release_linux-x64/OMSGatewayService
apt_log=artifacts/apt.log
