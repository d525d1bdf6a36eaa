# Write anew what is kept here and made of other files: docs/settings.md, the cmdlets' help, the package's tables.

ensure_sdk
# The tests that compare these files write them instead.
say "docs/settings.md, its reference of the table of settings"
OMSGATEWAY_WRITE_SETTINGS=1 dotnet test tests/Configuration.Tests -v quiet --filter FullyQualifiedName~SettingDefinitionsTests
say "The cmdlets' help, of docs/powershell.md and the cmdlets"
OMSGATEWAY_WRITE_HELP=1 dotnet test tests/PowerShell.Tests -v quiet --filter FullyQualifiedName~HelpTests
say "The package's tables, of Product"
OMSGATEWAY_WRITE_TABLES=1 dotnet test tests/Localization.Tests -v quiet -p:PackageIsBuilt=true \
  --filter FullyQualifiedName~The_sources_make_the_tables_of_the_snapshot
say "Done; git diff shows what has changed"
