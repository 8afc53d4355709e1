// What the product is measured against: node:http and pg, nothing else. A page from one template and one indexed read;
// a hook whose HMAC is checked over the raw bytes and which is inserted once.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const template = process.env.TEMPLATE ? readFileSync(process.env.TEMPLATE, "utf8") : "";
const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (mark) => marks[mark]);

async function page(request, response) {
  const hash = createHash("sha256").update(request.url.slice(3)).digest("hex");
  const { rows } = await pool.query({ name: "link", text: "SELECT * FROM payment_link WHERE token_hash = $1", values: [hash] });
  response.writeHead(rows[0] ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
  response.end(template.replaceAll("Zoë Peeters", escaped(rows[0]?.customer_name ?? "")));
}

async function hook(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(request.headers["x-sandbox-signature"] ?? "") ?? [];
  const mac = createHmac("sha256", process.env.HOOK_SECRET).update(`${seconds}.`).update(body).digest();
  if (!signature || !timingSafeEqual(mac, Buffer.from(signature, "hex"))) return void response.writeHead(401).end();
  const id = createHash("sha256").update(body).digest("hex");
  await pool.query({
    name: "event",
    text: `INSERT INTO inbox_event (id, store_id, connection_id, event_id, headers, body, url, received_at)
           VALUES ($1, 'bench', 'reference', $1, $2, $3, $4, now()) ON CONFLICT DO NOTHING`,
    values: [id, JSON.stringify(request.headers), body, request.url],
  });
  response.writeHead(200, { "content-type": "text/plain" }).end("stored\n");
}

const server = http.createServer((request, response) => {
  (request.method === "POST" ? hook : page)(request, response).catch((error) => response.writeHead(500).end(String(error)));
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.({ kind: "listening" }));
process.on("SIGTERM", () => server.close(() => pool.end().then(() => process.exit(0))));
