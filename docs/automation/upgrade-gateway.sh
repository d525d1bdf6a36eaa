#!/bin/sh
# Upgrades this gateway, one of several behind a load balancer, without a lost upload. Run it as root on one computer after the other:
#
#   ./upgrade-gateway.sh cp -R /tmp/oms-gateway/. /
#
# The arguments are the command that exchanges the program; the service is stopped meanwhile. Exit code 0 says that the gateway is
# ready again and the next one may follow. docs/automation.md says what happens, and what these are for:
: "${WAIT:=600}" "${READY:=http://127.0.0.1:9180/readyz}" "${READY_TRIES:=60}" "${SETTLE:=10}"
set -eu
[ $# -gt 0 ] || { echo "Which command exchanges the program? Give it as arguments." >&2; exit 2; }

drained=0
oms-gateway drain --wait "$WAIT" || drained=$?
case $drained in
  0) ;;
  1) echo "Tunnels that are still open are cut now; their agents send again through another gateway." >&2 ;;
  6) echo "No gateway runs, so that there is nothing to drain." >&2 ;;
  *) exit "$drained" ;;
esac

systemctl stop oms-gateway
exchanged=0
"$@" || exchanged=$?
# Whatever became of the exchange: the gateway that is there now starts, and its start ends the drain.
systemctl start oms-gateway
[ "$exchanged" -eq 0 ] || { echo "The program was not exchanged: the command ended with $exchanged." >&2; exit 1; }

if ! curl --silent --fail --output /dev/null --retry "$READY_TRIES" --retry-delay 1 --retry-all-errors --max-time 5 "$READY"; then
  echo "The gateway is not ready after $READY_TRIES tries: $(curl --silent --show-error "$READY" 2>&1). Leave the other gateways as they are." >&2
  exit 1
fi

# The load balancer has to notice as well before the next gateway drains.
sleep "$SETTLE"
oms-gateway status
