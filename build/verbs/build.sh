# Set this machine up and build everything, the Windows service included. This is what no verb means.

ensure_build_tools
say "Building"
dotnet build OmsGateway.sln -c Release -v quiet
say "Done: $linux_service, and in artifacts: OMS Gateway.msi, its bill of materials OMS Gateway.cdx.json, and SHA256SUMS"
