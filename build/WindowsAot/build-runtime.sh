#!/bin/bash
# Compiles runtime/ and collects the linker and the import libraries of the system DLLs in one folder:
#   build-runtime.sh <output folder>
# The output folder gets bin/lld-link and lib/*.lib. Any LLVM from 14 on will do; LLVM_VERSION=16 asks for one.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
output=${1:?usage: build-runtime.sh <output folder>}
mkdir -p "$output/bin" "$output/lib"
output=$(cd "$output" && pwd)
import_libraries=/usr/x86_64-w64-mingw32/lib
system_dlls="advapi32 bcrypt crypt32 iphlpapi kernel32 msi mswsock ncrypt normaliz ntdll ole32 oleaut32 secur32 ucrt user32 uuid
  version ws2_32"

fail() { echo "build-runtime.sh: $*" >&2; exit 1; }

# Debian installs LLVM's tools with the version in the name, other systems without.
find_llvm() {
  local version
  for version in ${LLVM_VERSION:-14 15 16 17 18 19 20 21 22}; do
    if command -v "clang-$version" "lld-link-$version" "llvm-lib-$version" "llvm-dlltool-$version" | wc -l | grep -qx 4; then
      echo "-$version"; return
    fi
  done
  if command -v clang lld-link llvm-lib llvm-dlltool | wc -l | grep -qx 4; then echo ""; return; fi
  return 1
}

suffix=$(find_llvm) || fail "clang, lld and llvm (14 or later, one version) are needed; ./build.sh setup installs them"
[ -d "$import_libraries" ] || fail "mingw-w64-x86-64-dev is needed; ./build.sh setup installs it"

objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT

# -fno-stack-protector: the code that seeds the cookie must not check it.
for source in "$here"/runtime/*.c "$here"/runtime/*.S; do
  "clang$suffix" --target=x86_64-pc-windows-msvc -O2 -ffreestanding -fno-stack-protector -Wall -Wextra -Werror \
    -Wno-unused-command-line-argument -Wno-incompatible-library-redeclaration -Wno-builtin-requires-header \
    -c "$source" -o "$objects/$(basename "${source%.*}").obj"
done

# From their own folder, so that the name of a temporary one does not get into the libraries.
common="initialisers.obj security.obj new.obj probes.obj"
cd "$objects"
"llvm-lib$suffix" /nologo /out:"$output/lib/crt_exe.lib" entry_exe.obj $common
"llvm-lib$suffix" /nologo /out:"$output/lib/crt_dll.lib" entry_dll.obj $common

# Debian's ucrt import library leaves these to MinGW's own C library.
"llvm-dlltool$suffix" -m i386:x86-64 -d "$here/runtime/ucrt.def" -l "$output/lib/ucrt_more.lib"

for dll in $system_dlls; do ln -sf "$import_libraries/lib$dll.a" "$output/lib/$dll.lib"; done
ln -sf "$(command -v "lld-link$suffix")" "$output/bin/lld-link"
