# Take back what install did; settings and lists stay in /etc/oms-gateway unless --purge is given.

case "${1:-}" in
  '' | --purge) ;;
  *) fail "uninstall: '$1' is not --purge, the only option" ;;
esac
if [ -d /run/systemd/system ] && [ -e /etc/systemd/system/oms-gateway.service ]; then as_root systemctl disable --now oms-gateway; fi
as_root rm -rf /opt/oms-gateway /usr/local/bin/{oms-gateway,OMSGatewayService} /etc/systemd/system/oms-gateway.service /var/lib/oms-gateway
if [ -d /run/systemd/system ]; then as_root systemctl daemon-reload; fi
if [ "${1:-}" = --purge ]; then
  as_root rm -rf /etc/oms-gateway
  if getent passwd oms-gateway > /dev/null; then as_root userdel oms-gateway; fi
  say "Nothing is left"
else
  say "Uninstalled. /etc/oms-gateway and the account oms-gateway are left, for they may be needed again; --purge removes both"
fi
