# Firefox without a window, driven through its own remote protocol, Marionette: length:[type, id, command, parameters].
import json
import os
import socket
import subprocess
import sys
import time

os.mkdir("profile")
with open("profile/user.js", "w") as settings:
    for name, value in {
        "network.proxy.type": 1,
        "network.proxy.ssl": os.environ["PROXY_HOST"],
        "network.proxy.ssl_port": int(os.environ["PROXY_PORT"]),
        "marionette.port": 0,
    }.items():
        settings.write(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n")
subprocess.check_call(["certutil", "-N", "-d", "sql:profile", "--empty-password"])
subprocess.check_call(["certutil", "-A", "-d", "sql:profile", "-n", "test", "-t", "C,,", "-i", os.environ["CA"]])

firefox = subprocess.Popen(
    ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", "profile"],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
try:
    while not os.path.exists("profile/MarionetteActivePort"):
        if firefox.poll() is not None:
            sys.exit("Firefox has ended")
        time.sleep(0.1)
    with open("profile/MarionetteActivePort") as port:
        remote = socket.create_connection(("127.0.0.1", int(port.read())))
    stream = remote.makefile("rb")

    def receive():
        length = b""
        while not length.endswith(b":"):
            length += stream.read(1)
        return json.loads(stream.read(int(length[:-1])))

    def command(name, parameters):
        message = json.dumps([0, 1, name, parameters]).encode()
        remote.sendall(b"%d:%s" % (len(message), message))
        return receive()[2:]

    receive()
    command("WebDriver:NewSession", {})
    error, _ = command("WebDriver:Navigate", {"url": os.environ["URL"]})
    shown = "(document.querySelector('net-error-card')?.shadowRoot ?? document).querySelector('h1')" if error else "document.body"
    _, text = command("WebDriver:ExecuteScript", {"script": f"return {shown}.innerText", "args": []})
    if error:
        sys.exit(text["value"])
    print(text["value"])
finally:
    firefox.terminate()
    firefox.wait()
