@echo off
rem Signs files with Authenticode: sign.cmd file [file ...]. docs/releasing.md describes the variables it reads.
setlocal
if "%OMSGATEWAY_SIGN_THUMBPRINT%"=="" (
  echo Not signed, because OMSGATEWAY_SIGN_THUMBPRINT names no certificate: %*
  exit /b 0
)

set "signtool=%OMSGATEWAY_SIGNTOOL%"
if "%signtool%"=="" set "signtool=signtool"
where "%signtool%" >nul 2>nul || if not exist "%signtool%" (
  echo sign.cmd: '%signtool%' was not found. Install the Windows SDK, or set OMSGATEWAY_SIGNTOOL to signtool.exe. 1>&2
  exit /b 1
)
if "%OMSGATEWAY_SIGN_TIMESTAMP%"=="" (
  echo sign.cmd: OMSGATEWAY_SIGN_TIMESTAMP is not set. A signature without a time stamp ends with its certificate. 1>&2
  exit /b 1
)

set more=
if not "%OMSGATEWAY_SIGN_URL%"=="" set more=/du "%OMSGATEWAY_SIGN_URL%"
"%signtool%" sign /sha1 "%OMSGATEWAY_SIGN_THUMBPRINT%" /fd SHA256 /tr "%OMSGATEWAY_SIGN_TIMESTAMP%" /td SHA256 /d "OMS Gateway" %more% %* || exit /b 1
"%signtool%" verify /pa /tw /q %*
exit /b %errorlevel%
