# Fuzz everything that reads untrusted input, coverage-guided; a minute for each target, --help shows the options.

ensure_build_tools
dotnet build tests/Fuzzing -c Release -v quiet
exec dotnet artifacts/bin/OmsGateway.Fuzzing/release/OmsGateway.Fuzzing.dll "$@"
