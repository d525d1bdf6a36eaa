import os
import sys

import pycurl

client = pycurl.Curl()
client.setopt(pycurl.URL, os.environ["URL"])
client.setopt(pycurl.PROXY, os.environ["PROXY"])
client.setopt(pycurl.CAINFO, os.environ["CA"])
try:
    print(client.perform_rs())
except pycurl.error as e:
    sys.exit(str(e))
