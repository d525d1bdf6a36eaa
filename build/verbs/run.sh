# Run the gateway in this console; arguments go to it, as in ./build.sh run --config-dir /tmp/gateway.

ensure_sdk
dotnet build Service/Host -c Release -v quiet
exec "$linux_service" run "$@"
