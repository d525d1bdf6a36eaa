# Counts what the test projects' results files say; the last line is "N passed, N failed". Used by build.cmd.
param([int] $Outcome)
$ErrorActionPreference = 'Stop'

$passed = 0; $failed = 0; $skipped = 0
foreach ($file in Get-ChildItem artifacts\test-results\*.trx) {
    $counters = ([xml] (Get-Content -Raw -LiteralPath $file.FullName)).TestRun.ResultSummary.Counters
    $passed += [int] $counters.passed
    $failed += [int] $counters.failed + [int] $counters.error + [int] $counters.timeout + [int] $counters.aborted
    $skipped += [int] $counters.total - [int] $counters.executed
}

if ($passed -eq 0) { Write-Output 'build.cmd: no test ran'; $Outcome = 1 }
if ($skipped -gt 0) { Write-Output "$skipped skipped; the results files say why" }
Write-Output "$passed passed, $failed failed"
if ($Outcome -ne 0 -or $failed -gt 0) { exit 1 }
