# Set this machine up and build everything, OMS Gateway.msi included. This is what no verb means.

ensure_build_tools
say "Building"
dotnet build OmsGateway.sln -c Release -v quiet
say "Done, in artifacts: OMS Gateway.msi, its bill of materials OMS Gateway.cdx.json, Export-LegacyGateway.ps1, PolicyDefinitions.zip, and SHA256SUMS of the four"
