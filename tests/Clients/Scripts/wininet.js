// As programs that use Windows' own settings: the proxy of Internet Options, and a request that uploads something.
var shell = new ActiveXObject("WScript.Shell");
var settings = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\";
shell.RegWrite(settings + "ProxyEnable", 1, "REG_DWORD");
shell.RegWrite(settings + "ProxyServer", shell.ExpandEnvironmentStrings("%PROXY_HOST%:%PROXY_PORT%"));

var request = new ActiveXObject("MSXML2.XMLHTTP");
try {
    request.open("POST", shell.ExpandEnvironmentStrings("%URL%"), false);
    request.send("an upload");
    WScript.Echo("status " + request.status);
    WScript.Echo(request.statusText);
    WScript.Echo(request.responseText);
    WScript.Quit(request.status == 200 ? 0 : 1);
} catch (e) {
    WScript.Echo("error 0x" + (e.number + 0x100000000).toString(16));
    WScript.Quit(1);
}
