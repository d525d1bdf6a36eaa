# The server, Kestrel, closes without close_notify.
printf 'GET /hello HTTP/1.0\r\nHost: %s\r\n\r\n' "$HOST" |
  openssl s_client -quiet -ignore_unexpected_eof -verify_return_error -groups X25519MLKEM768 \
    -proxy "$PROXY_HOST:$PROXY_PORT" -connect "$HOST:443" -servername "$HOST" -CAfile "$CA"
