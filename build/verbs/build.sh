# Set this machine up and build everything, the Windows service included. This is what no verb means.

ensure_build_tools
say "Building"
dotnet build OmsGateway.sln -c Release -v quiet
say "Building the Windows service"
publish_windows_service
say "Done: $linux_service and $windows_service"
