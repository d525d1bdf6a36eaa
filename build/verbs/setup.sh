# Install what building needs, where it is missing: compilers by apt, the .NET SDK into .dotnet.

ensure_build_tools
say "Ready: .NET SDK $(dotnet --version)."
