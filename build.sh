#!/bin/bash
# Builds, tries and tests OMS Gateway on Linux: ./build.sh [verb] [arguments], ./build.sh --help lists the verbs.
# Each verb is a file in build/verbs; its first line is what --help says.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. build/common.sh

show_help() {
  echo "usage: ./build.sh [verb] [arguments]"
  echo
  for file in build/verbs/*.sh; do
    printf '  %-8s %s\n' "$(basename "$file" .sh)" "$(sed -n '1s/^# //p' "$file")"
  done
}

verb=${1:-build}
[ $# -eq 0 ] || shift
case "$verb" in
  -h | --help | help) show_help; exit 0 ;;
esac

if [[ ! "$verb" =~ ^[a-z]+$ ]] || [ ! -f "build/verbs/$verb.sh" ]; then
  echo "build.sh: there is no verb '$verb'." >&2
  show_help >&2
  exit 2
fi
. "build/verbs/$verb.sh"
