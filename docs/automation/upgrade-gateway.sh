#!/bin/sh
# Upgrades this gateway, one of several behind a load balancer, without a lost upload. Run it as root on one computer after the other:
#
#   ./upgrade-gateway.sh cp -R /root/oms-gateway/. /
#
# The arguments are the command that exchanges the program; the service is stopped meanwhile. Exit code 0 says that the gateway is
# ready again and the next one may follow. docs/automation.md says what happens, and what these are for:
: "${WAIT:=600}" "${READY=http://127.0.0.1:9180/readyz}" "${READY_TRIES:=60}" "${SETTLE:=10}"
set -eu
[ $# -gt 0 ] || { echo "Which command exchanges the program? Give it as arguments." >&2; exit 2; }

# The computer's own proxy is not for this computer.
ask() { curl --noproxy '*' --silent --show-error --max-time 5 "$@" "$READY"; }

stopped=0
oms-gateway status > /dev/null || stopped=$?
# Whatever it answers: that it is not ready now may be why it is upgraded.
if [ -n "$READY" ] && [ "$stopped" -ne 6 ] && ! ask --output /dev/null; then
  echo "Nothing answers at $READY. Set READY to the /readyz of this gateway, or to nothing where HealthPort is off." >&2
  exit 2
fi

# However this script ends, the gateway runs and takes tunnels; a start ends the drain.
finish() {
  code=$?
  trap - EXIT
  [ "$code" -eq 0 ] || { systemctl start oms-gateway && oms-gateway resume; } || true
  [ "$code" -eq 0 ] || echo "The upgrade ended with $code. Leave the other gateways as they are, and run this again." >&2
  exit "$code"
}
trap finish EXIT
trap 'exit 130' HUP INT TERM

drained=0
oms-gateway drain --wait "$WAIT" || drained=$?
case $drained in
  0) ;;
  6) echo "No gateway runs, so that there is nothing to drain." >&2 ;;
  9) echo "Tunnels that are still open are cut now; their agents send again through another gateway." >&2 ;;
  *) exit "$drained" ;;
esac

systemctl stop oms-gateway
exchanged=0
"$@" || exchanged=$?
# Whatever became of the exchange: the gateway that is there now starts. Its unit may be another one as well.
systemctl daemon-reload
systemctl start oms-gateway
[ "$exchanged" -eq 0 ] || { echo "The program may be exchanged in part: the command ended with $exchanged." >&2; exit 1; }

if [ -n "$READY" ]; then
  if ! ask --fail --output /dev/null --retry "$READY_TRIES" --retry-delay 1 --retry-all-errors 2> /dev/null; then
    echo "The gateway is not ready after $READY_TRIES tries: $(ask 2>&1)" >&2
    exit 1
  fi
fi

# The load balancer has to notice as well before the next gateway drains.
sleep "$SETTLE"
oms-gateway status
