const { readFileSync } = require("node:fs");
const https = require("node:https");
const { HttpsProxyAgent } = require("https-proxy-agent");

const { PROXY, URL, CA } = process.env;
https
  .get(URL, { agent: new HttpsProxyAgent(PROXY), ca: readFileSync(CA) }, (answer) => {
    if (answer.statusCode !== 200) {
      process.exitCode = 1;
      process.stderr.write(`status ${answer.statusCode} ${answer.statusMessage}, body: `);
      answer.pipe(process.stderr);
    } else answer.pipe(process.stdout);
  })
  .on("error", (e) => {
    console.error(String(e));
    process.exit(1);
  });
