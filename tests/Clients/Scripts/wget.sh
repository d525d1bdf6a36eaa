https_proxy=$PROXY wget --no-verbose --tries=1 --ca-certificate="$CA" --output-document=- "$URL"
