cat > stunnel.conf << END
foreground = yes
syslog = no
debug = err
client = yes
connect = $PROXY_HOST:$PROXY_PORT
protocol = connect
protocolHost = $HOST:443
sni = $HOST
CAfile = $CA
verifyChain = yes
checkHost = $HOST
END
printf 'GET /hello HTTP/1.0\r\nHost: %s\r\n\r\n' "$HOST" | stunnel stunnel.conf > page 2> log
if [ -s page ]; then cat page; exit; fi
# Without the time.
sed 's/.*\]: //' log >&2
exit 1
