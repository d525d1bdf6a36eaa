# Install the gateway on this Linux computer, as a service of systemd; docs/linux.md says what goes where.

# shellcheck disable=SC2086
ensure_sdk $native_packages
say "Compiling a native program, which takes some minutes"
publish_linux_service

# Below this folder when a package is made; $DESTDIR is what packagers call it.
to=${DESTDIR:-}
say "Installing into $to/opt/oms-gateway"
as_root install -d "$to/opt/oms-gateway" "$to/usr/local/bin" "$to/etc/systemd/system"
# Under another name first: a running program's file cannot be written.
as_root install -m 755 "$linux_native" "$to/opt/oms-gateway/oms-gateway.new"
as_root mv "$to/opt/oms-gateway/oms-gateway.new" "$to/opt/oms-gateway/oms-gateway"
as_root install -m 644 LICENSE docs/linux.md "$to/opt/oms-gateway"
# The second is the name that messages and docs/command-line.md use.
for name in oms-gateway OMSGatewayService; do as_root ln -sfn /opt/oms-gateway/oms-gateway "$to/usr/local/bin/$name"; done
as_root install -m 644 build/linux/oms-gateway.service "$to/etc/systemd/system/oms-gateway.service"
[ -z "$to" ] || { say "Done, in $to; account, /etc/oms-gateway and start are left to the one who installs that"; exit 0; }

getent passwd oms-gateway > /dev/null \
  || as_root useradd --system --user-group --no-create-home --home-dir /var/lib/oms-gateway --shell /usr/sbin/nologin oms-gateway
# The administrator changes it, the service reads it.
as_root install -d -m 750 -o root -g oms-gateway /etc/oms-gateway

if [ -d /run/systemd/system ]; then
  as_root systemctl daemon-reload
  as_root systemctl enable oms-gateway
  as_root systemctl restart oms-gateway
  say "The gateway runs. Its first hosts: sudo oms-gateway hosts add …; its log: journalctl -u oms-gateway"
else
  say "Installed. This computer is not run by systemd, so start it yourself: oms-gateway run"
fi
