# Fuzz everything that reads untrusted input, coverage-guided; a minute for each target, --help shows the options.

ensure_sdk
dotnet build tests/Fuzzing -c Release -v quiet
exec dotnet artifacts/bin/OmsGateway.Fuzzing/release/OmsGateway.Fuzzing.dll "$@"
