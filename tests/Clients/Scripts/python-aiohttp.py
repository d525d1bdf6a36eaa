import asyncio
import os
import ssl
import sys

import aiohttp


async def fetch():
    trust = ssl.create_default_context(cafile=os.environ["CA"])
    async with aiohttp.ClientSession() as session:
        async with session.get(os.environ["URL"], proxy=os.environ["PROXY"], ssl=trust) as answer:
            return await answer.text()


try:
    print(asyncio.run(fetch()))
except aiohttp.ClientError as e:
    sys.exit(str(e))
