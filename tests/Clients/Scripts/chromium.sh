# Its list of trusted authorities is the one in the home folder.
mkdir -p .pki/nssdb
certutil -N -d sql:.pki/nssdb --empty-password
certutil -A -d sql:.pki/nssdb -n test -t C,, -i "$CA"
sandbox=
[ "$(id -u)" -ne 0 ] || sandbox=--no-sandbox
chromium --headless $sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir="$PWD/profile" --proxy-server="$PROXY" --dump-dom "$URL" > page 2> log
if [ -s page ]; then cat page; exit; fi
# What the page about the error shows below its explanation.
grep -o 'ERR_[A-Z_]*' log >&2
exit 1
