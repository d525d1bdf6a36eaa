# Try README's two commands in a bare trixie, bookworm or noble; words after that narrow it: try or test, root or user.

system=${1:-} commands=() people=()
[ $# -eq 0 ] || shift
for word in "$@"; do
  case $word in
    try | test) commands+=("$word") ;;
    root | user) people+=("$word") ;;
    *) fail "distro: '$word' is none of try, test, root and user" ;;
  esac
done
[ ${#commands[@]} -gt 0 ] || commands=(try test)
[ ${#people[@]} -gt 0 ] || people=(root user)
case $system in
  bookworm | trixie) components=main image=docker.io/library/debian:$system ;;
  noble) components=main,universe image=docker.io/library/ubuntu:24.04 ;;
  *) fail "distro: say which system: trixie (Debian 13), bookworm (Debian 12) or noble (Ubuntu 24.04)" ;;
esac

folder=$PWD/artifacts/distro/$system
base=$folder/base
mkdir -p "$folder/packages"

# The first of this computer's own package sources that has the system.
mirror() {
  local uri
  # apt-get names only the sources whose lists it has fetched; a computer just set up has fetched none.
  [ -n "$(package_sources)" ] || as_root apt-get update -qq > /dev/null 2>&1 || true
  while read -r uri; do
    if curl -fsI --max-time 20 "${uri%/}/dists/$system/InRelease" > /dev/null; then echo "$uri"; return; fi
  done < <(package_sources)
  return 1
}

package_sources() { apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2> /dev/null | sort -u; }

container_program() { local program; for program in podman docker; do if $program info > /dev/null 2>&1; then echo $program; return; fi; done; return 1; }

# A bare system in $base: what its makers call minimal, or their container image.
make_base() {
  local uri program container
  if uri=$(mirror); then
    install_packages debootstrap
    say "Fetching a minimal $system from $uri"
    as_root debootstrap --variant=minbase --components=$components "$system" "$base.new" "$uri" > "$folder/debootstrap.log" \
      || fail "debootstrap failed, see $folder/debootstrap.log"
  elif program=$(container_program); then
    say "Fetching $system as the image $image"
    container=$($program create "$image")
    as_root mkdir -p "$base.new"
    $program export "$container" | as_root tar -x -C "$base.new"
    $program rm "$container" > /dev/null
  else
    fail "none of this computer's package sources has $system, and there is neither podman nor docker (or it does not run)"
  fi
  as_root mv "$base.new" "$base"
}

if [ ! -d "$base" ]; then as_root rm -rf "$base.new"; make_base; fi

lent=("this computer's network, kernel and /dev")
# Where the site of the .NET SDK cannot be reached, the SDK of this computer stands in the clone's .dotnet as if it came from there.
sdk=''
if ! curl -fsSIL --max-time 20 https://dot.net/v1/dotnet-install.sh > /dev/null 2>&1; then
  ensure_dotnet
  sdk=$(dotnet --list-sdks | sed -n "s|^$(dotnet --version) \[\(.*\)/sdk\]$|\1|p")
  lent+=("the .NET SDK $(dotnet --version) in .dotnet, for its site cannot be reached")
fi
nuget_settings=~/.nuget/NuGet/NuGet.Config
if [ -f $nuget_settings ]; then lent+=("this user's NuGet.Config"); else nuget_settings=''; fi
authorities=/usr/local/share/ca-certificates
if compgen -G "$authorities/*.crt" > /dev/null; then lent+=("its own certification authorities"); else authorities=''; fi
variables=()
for name in $(compgen -e | grep -iE '^(NUGET_|https?_proxy$|no_proxy$)' || true); do variables+=("$name=${!name}"); lent+=("the variable $name"); done

# Runs as root in namespaces of its own: whatever it mounts, and every process that is left, is gone when it ends.
in_the_system() {
  set -euo pipefail
  local root=$1 person=$2 home=$3 packages=$4 sdk=$5 command began become=() variables=()
  shift 5
  while [ "$1" != -- ]; do variables+=("$1"); shift; done
  shift
  hostname bare
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  # A squid of this computer's root would leave memory there that another user's cannot open.
  mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
  mount -t tmpfs -o mode=755 run "$root/run"
  mount --bind "$packages" "$root/var/cache/apt/archives"
  [ -z "$sdk" ] || mount --bind -o ro "$sdk" "$root$home/oms-gateway/.dotnet"
  # Not chroot, which a program leaves as soon as it enters a mount namespace, as a test does.
  pivot_root "$root" "$root/mnt"
  cd /
  umount -l /mnt

  inside() { env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb "$@" < /dev/null; }
  if [ "$person" = user ]; then
    inside sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends sudo' > /sudo.log 2>&1 \
      || { cat /sudo.log; exit 1; }
    inside useradd --uid 1000 --home-dir "$home" --shell /bin/bash user
    echo 'user ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/user
    become=(setpriv --reuid=1000 --regid=1000 --init-groups)
  fi
  for command in "$@"; do
    echo "== $person: ./build.sh $command"
    began=$SECONDS
    inside HOME="$home" USER="$person" "${variables[@]}" "${become[@]}" sh -c 'cd ~/oms-gateway && exec ./build.sh "$1"' sh "$command" \
      || { echo "== $person: ./build.sh $command ended with $?"; exit 1; }
    echo "== $person: ./build.sh $command took $((SECONDS - began)) s"
  done
}

# attempt person command…: a new copy of the base, a fresh clone in it, and the commands.
attempt() (
  set -e
  person=$1 root=$folder/$1 home=/root owner=0
  shift
  as_root rm -rf "$root"
  as_root cp -a "$base" "$root"
  if [ "$person" = user ]; then home=/home/user owner=1000; fi
  as_root mkdir -p "$root$home/.nuget/NuGet"
  # A clone of what is committed, and of nothing else in this folder.
  rm -rf "$folder/clone"
  git clone -q --no-local . "$folder/clone"
  as_root mv "$folder/clone" "$root$home/oms-gateway"
  [ -z "$nuget_settings" ] || as_root cp "$nuget_settings" "$root$home/.nuget/NuGet/NuGet.Config"
  [ -z "$authorities" ] || as_root cp -r $authorities "$root/usr/local/share"
  [ -z "$sdk" ] || as_root mkdir "$root$home/oms-gateway/.dotnet"
  as_root chown -R $owner:$owner "$root$home"
  as_root cp /etc/resolv.conf "$root/etc/resolv.conf"
  # As every installer and container has them.
  printf '127.0.0.1 localhost bare\n::1 localhost ip6-localhost\n' | as_root tee "$root/etc/hosts" > /dev/null
  as_root unshare --mount --pid --ipc --uts --fork --kill-child bash -c "$(declare -f in_the_system); in_the_system \"\$@\"" bash \
    "$root" "$person" "$home" "$folder/packages" "$sdk" "${variables[@]}" -- "$@"
  as_root rm -rf "$root"
)

failed=()
for person in "${people[@]}"; do
  say "A bare $system; lent to it: $(printf '%s; ' "${lent[@]}")its packages are kept in $folder/packages"
  # Not in a condition, where bash would go on after an error.
  set +e
  attempt "$person" "${commands[@]}"
  result=$?
  set -e
  [ $result -eq 0 ] || failed+=("$person")
done
[ ${#failed[@]} -eq 0 ] || fail "in $system, README's commands (${commands[*]}) fail for: ${failed[*]}; the system is still in $folder"
say "In a bare $system, README's commands (${commands[*]}) work for: ${people[*]}"
