# Run the gateway under mixed load and disruptions for --minutes N (2 unless said) or --hours N; --seed N repeats the choices.

ensure_sdk
say "Building"
dotnet build Service/Host -c Release -v quiet
dotnet build tests/Soak -c Release -v quiet
say "Soaking"
OMSGATEWAY_SERVICE="$PWD/$linux_service" dotnet artifacts/bin/OmsGateway.Soak/release/OmsGateway.Soak.dll "$@"
