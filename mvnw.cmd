@echo off
rem Runs Maven: the installed one if it is 3.8 or newer, else the one named in .mvn\wrapper\maven-wrapper.properties,
rem which is downloaded once, checked against its SHA-512 and kept in %USERPROFILE%\.m2\wrapper.
rem MVNW_DOWNLOAD=1 passes the installed one over. Needs Windows 10 (1803) or newer, for its tar.
setlocal
set "properties=%~dp0.mvn\wrapper\maven-wrapper.properties"

if defined JAVA_HOME goto java_found
where java >nul 2>nul && goto java_found
echo mvnw: no Java found. Install a JDK 25, any vendor, and put it on the PATH or in JAVA_HOME. 1>&2
exit /b 1
:java_found

if defined MVNW_DOWNLOAD goto downloaded
where mvn >nul 2>nul || goto downloaded
for /f "tokens=3,4 delims=. " %%a in ('mvn -v 2^>nul ^| findstr /c:"Apache Maven"') do (
    if %%a GEQ 4 goto installed
    if %%a EQU 3 if %%b GEQ 8 goto installed
)

:downloaded
for /f "usebackq eol=# tokens=1,* delims==" %%a in ("%properties%") do (
    if "%%a"=="version" set "version=%%b"
    if "%%a"=="url" set "url=%%b"
    if "%%a"=="sha512" set "sha512=%%b"
)
set "shelf=%USERPROFILE%\.m2\wrapper"
set "maven=%shelf%\apache-maven-%version%"
if exist "%maven%\bin\mvn.cmd" goto run
echo mvnw: no Maven 3.8 or newer is installed; downloading Maven %version% 1>&2
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
  "[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12;" ^
  "$work = Join-Path $env:shelf ('download.' + [Guid]::NewGuid()); New-Item -ItemType Directory -Force $work | Out-Null;" ^
  "try {" ^
  "  $file = Join-Path $work 'maven.tar.gz'; Invoke-WebRequest -UseBasicParsing -Uri $env:url -OutFile $file;" ^
  "  $actual = (Get-FileHash -Algorithm SHA512 $file).Hash.ToLower();" ^
  "  if ($actual -ne $env:sha512) { throw ($env:url + ' is not the file expected: SHA-512 should be ' + $env:sha512 + ', is ' + $actual) };" ^
  "  tar -xzf $file -C $work; if ($LASTEXITCODE -ne 0) { throw 'could not unpack Maven' };" ^
  "  Move-Item (Join-Path $work ('apache-maven-' + $env:version)) $env:maven" ^
  "} catch { [Console]::Error.WriteLine('mvnw: ' + $_.Exception.Message); exit 1 }" ^
  "finally { Remove-Item -Recurse -Force $work -ErrorAction SilentlyContinue }"
if not exist "%maven%\bin\mvn.cmd" (
    echo mvnw: Maven could not be installed. Check the network or proxy, or install Maven 3.8 or newer. 1>&2
    exit /b 1
)

:run
call "%maven%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%

:installed
call mvn %*
exit /b %ERRORLEVEL%
