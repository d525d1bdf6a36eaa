const { readFileSync } = require("node:fs");
process.env.https_proxy = process.env.PROXY;
const grpc = require("@grpc/grpc-js");

const { HOST, CA } = process.env;
const client = new grpc.Client(`${HOST}:443`, grpc.credentials.createSsl(readFileSync(CA)));
const bytes = (message) => message;
client.makeUnaryRequest("/clients.Greeter/Hello", bytes, bytes, Buffer.alloc(0), { deadline: Date.now() + 20000 }, (e, answer) => {
  if (e) console.error(e.message);
  else console.log(answer.toString());
  process.exit(e ? 1 : 0);
});
