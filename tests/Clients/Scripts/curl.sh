curl --silent --show-error --proxy "$PROXY" --cacert "$CA" "$URL"
