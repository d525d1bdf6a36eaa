import os
import sys

import requests

try:
    print(requests.get(os.environ["URL"], proxies={"https": os.environ["PROXY"]}, verify=os.environ["CA"]).text)
except requests.RequestException as e:
    sys.exit(str(e))
