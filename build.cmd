@echo off
rem Builds, tries and tests OMS Gateway on Windows: build.cmd [build, run, try or test] [arguments]. Needs the .NET SDK.
setlocal
cd /d "%~dp0"
set DOTNET_NOLOGO=1
set DOTNET_CLI_TELEMETRY_OPTOUT=1

set verb=%~1
if "%verb%"=="" set verb=build
if /i "%verb%"=="--help" goto help
if /i "%verb%"=="-h" goto help
if /i "%verb%"=="help" goto help

where dotnet >nul 2>nul
if errorlevel 1 (
  echo build.cmd: the .NET SDK is missing: https://dotnet.microsoft.com/download 1>&2
  exit /b 1
)

if /i "%verb%"=="build" goto build
if /i "%verb%"=="run" goto run
if /i "%verb%"=="try" goto try
if /i "%verb%"=="test" goto test
echo build.cmd: there is no verb '%verb%'. 1>&2
call :help 1>&2
exit /b 2

:help
echo usage: build.cmd [verb] [arguments]
echo.
echo   build    Build everything, OMS Gateway.msi included. This is what no verb means.
echo   run      Run the gateway in this console; arguments go to it.
echo   try      See it work: OMS Gateway.msi is built, installed on this computer, used and uninstalled. Needs an administrator.
echo   test     Run every test; arguments go to dotnet test.
exit /b 0

:build
call :tools
if "%OMSGATEWAY_SIGN_THUMBPRINT%"=="" echo build.cmd: nothing will be signed; docs\releasing.md tells how to name a certificate.
dotnet build OmsGateway.sln -c Release -v quiet %aot% || exit /b 1
echo Done: "artifacts\OMS Gateway.msi", its bill of materials "artifacts\OMS Gateway.cdx.json", artifacts\Export-LegacyGateway.ps1, artifacts\PolicyDefinitions.zip, and artifacts\SHA256SUMS of the four
exit /b 0

:run
dotnet build Service\Host -c Release -v quiet || exit /b 1
call :rest %*
artifacts\bin\OMSGatewayService\release\OMSGatewayService.exe run %rest%
exit /b %errorlevel%

:try
rem Listing filter drivers is for administrators only.
fltmc >nul 2>nul
if errorlevel 1 (
  echo build.cmd: 'try' installs on this computer: run it in a Command Prompt that was opened as administrator. 1>&2
  exit /b 1
)
call :tools
dotnet build Product\Product.wixproj -c Release -v quiet %aot% || exit /b 1
powershell -NoProfile -ExecutionPolicy Bypass -File build\try.ps1
exit /b %errorlevel%

:test
call :rest %*
if exist artifacts\test-results rmdir /s /q artifacts\test-results
call :tools
dotnet build OmsGateway.sln -v quiet %aot% || exit /b 1
dotnet test OmsGateway.sln --no-build -m:1 -v quiet %rest%
set outcome=%errorlevel%
powershell -NoProfile -ExecutionPolicy Bypass -File build\count-tests.ps1 -Outcome %outcome%
exit /b %errorlevel%

rem With Microsoft's C++ build tools the service is one native file, without them one file that contains the .NET runtime.
:tools
set "PATH=%PATH%;%ProgramFiles(x86)%\Microsoft Visual Studio\Installer"
set tools=
for /f "usebackq delims=" %%i in (`vswhere -latest -products * -requires Microsoft.VisualStudio.Component.VC.Tools.x86.x64 -property installationPath 2^>nul`) do set tools=%%i
set aot=
if not defined tools set aot=-p:PublishAot=false
if not defined tools echo build.cmd: no C++ build tools found; the service is built as a self-contained single file.
exit /b 0

rem The arguments after the verb.
:rest
set rest=
:next
shift
if "%~1"=="" exit /b 0
set rest=%rest% %1
goto next
