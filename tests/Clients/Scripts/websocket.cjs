const { readFileSync } = require("node:fs");
const { HttpsProxyAgent } = require("https-proxy-agent");
const WebSocket = require("ws");

const { PROXY, HOST, CA } = process.env;
const socket = new WebSocket(`wss://${HOST}/socket`, { agent: new HttpsProxyAgent(PROXY), ca: readFileSync(CA) });
socket.on("message", (text) => {
  console.log(text.toString());
  socket.close();
});
socket.on("error", (e) => {
  console.error(String(e));
  process.exit(1);
});
