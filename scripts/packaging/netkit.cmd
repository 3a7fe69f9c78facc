@echo off
rem Finds java and runs the jar; on other systems there is the script beside it, which does more.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -jar "%~dp0..\lib\netkit.jar" %*
exit /b %ERRORLEVEL%
