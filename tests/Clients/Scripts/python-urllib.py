import os
import ssl
import sys
import urllib.request

proxy = urllib.request.ProxyHandler({"https": os.environ["PROXY"]})
trust = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=os.environ["CA"]))
try:
    print(urllib.request.build_opener(proxy, trust).open(os.environ["URL"]).read().decode())
except OSError as e:
    sys.exit(str(e))
