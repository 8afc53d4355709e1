import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fixed, interleaveAll } from "./rounds.mjs";
import { ask, openStage, sampleServer, startServer } from "./servers.mjs";

const rounds = 9;
const requestsPerRound = 300;
/** More than the codes the product keeps drawn: each page is read as if for the first time. */
const pagesRead = 1_000;
/** TCP's first window, about ten segments: what arrives without waiting for the shopper's network to answer. */
const firstWindowBytes = 14_000;

/** The pay page, ten order lines, logo and QR: its weight against one TCP window, its time against a bare template. */
export async function bench() {
  const stage = await openStage();
  const scratch = mkdtempSync(path.join(tmpdir(), "reglo-bench-"));
  const ours = await startServer("build/server/server.js", stage.env);
  const address = `/p/${stage.token}`;
  const whole = await ask({ port: ours.port, path: address });
  const template = path.join(scratch, "page.html");
  writeFileSync(template, whole.body);
  const reference = await startServer("tests/bench/reference-server.mjs", { DATABASE_URL: stage.databaseUrl, TEMPLATE: template });
  const tokens = await stage.createTokens(pagesRead);
  let read = 0;
  const sample = (server) => () => sampleServer({ server, count: requestsPerRound, status: 200, request: () => ({ path: `/p/${tokens[(read += 1) % pagesRead]}` }) });
  const times = await interleaveAll({
    measures: {
      timeMs: { name: "pay page: time to answer / bare template with one indexed read", unit: "ms" },
      processorMs: { name: "pay page: server's processor time / bare template with one indexed read", unit: "ms" },
    },
    rounds, ours: sample(ours), reference: sample(reference),
  });
  const packed = await ask({ port: ours.port, path: address, headers: { "accept-encoding": "gzip" } });
  await ours.stop();
  await reference.stop();
  await stage.close();
  rmSync(scratch, { recursive: true, force: true });
  return [
    fixed("pay page: bytes, compressed / first TCP window", "bytes", packed.body.length, firstWindowBytes),
    fixed("pay page: requests / one", "requests", 1 + [...whole.body.toString().matchAll(/\b(?:src|href)="(?!data:|#|mailto:|https?:)[^"]*\.(?:css|js|png|svg|webp|ico|woff2?)"/g)].length, 1),
    fixed("pay page: script bytes / the 14 kB it may weigh", "bytes", [...whole.body.toString().matchAll(/<script[\s\S]*?<\/script>/g)].join("").length, firstWindowBytes),
    ...times,
  ];
}
