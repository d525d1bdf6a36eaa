const { readFileSync } = require("node:fs");
const { ProxyAgent, request } = require("undici");

const { PROXY, URL, CA } = process.env;
const dispatcher = new ProxyAgent({ uri: PROXY, requestTls: { ca: readFileSync(CA) } });
request(URL, { dispatcher })
  .then((answer) => answer.body.text())
  .then((page) => console.log(page))
  .catch((e) => {
    console.error(String(e));
    process.exit(1);
  });
