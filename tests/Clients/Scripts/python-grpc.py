import os
import sys

os.environ["https_proxy"] = os.environ["PROXY"]
import grpc

with open(os.environ["CA"], "rb") as file:
    trust = grpc.ssl_channel_credentials(file.read())
channel = grpc.secure_channel(os.environ["HOST"] + ":443", trust)
try:
    print(channel.unary_unary("/clients.Greeter/Hello")(b"", timeout=20).decode())
except grpc.RpcError as e:
    sys.exit(f"{e.code().name}: {e.details()}")
