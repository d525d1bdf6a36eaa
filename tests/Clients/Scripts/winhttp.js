// As services do: the computer's WinHTTP proxy (netsh winhttp set proxy; Wine takes http_proxy), and a request that uploads something.
var shell = new ActiveXObject("WScript.Shell");

var request = new ActiveXObject("WinHttp.WinHttpRequest.5.1");
try {
    request.Open("POST", shell.ExpandEnvironmentStrings("%URL%"), false);
    request.Send("an upload");
    WScript.Echo("status " + request.Status);
    WScript.Echo(request.StatusText);
    WScript.Echo(request.ResponseText);
    WScript.Quit(request.Status == 200 ? 0 : 1);
} catch (e) {
    WScript.Echo("error 0x" + (e.number + 0x100000000).toString(16));
    WScript.Quit(1);
}
