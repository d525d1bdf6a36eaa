GIT_SSL_CAINFO=$CA git -c http.proxy="$PROXY" ls-remote "https://$HOST/git"
