import { randomUUID } from "node:crypto";
import { interleaveAll } from "./rounds.mjs";
import { openStage, sampleServer, startServer } from "./servers.mjs";

const rounds = 9;
const requestsPerRound = 400;

/** A hook acknowledged durably (fsync on): through the product's door against a server of HMAC and INSERT. */
export async function bench() {
  const stage = await openStage();
  const ours = await startServer("build/server/server.js", stage.env);
  const reference = await startServer("tests/bench/reference-server.mjs", { DATABASE_URL: stage.databaseUrl, HOOK_SECRET: stage.hookSecret });
  const sample = (server) => () => {
    const events = Array.from({ length: requestsPerRound }, () => stage.signHook(randomUUID()));
    const request = (index) => ({ method: "POST", path: `/hooks/${stage.providerId}`, headers: events[index].headers, body: events[index].body });
    return sampleServer({ server, count: requestsPerRound, status: 200, request });
  };
  const measures = await interleaveAll({
    measures: {
      timeMs: { name: "webhook: time to acknowledge / HMAC and INSERT alone", unit: "ms" },
      processorMs: { name: "webhook: server's processor time / HMAC and INSERT alone", unit: "ms" },
    },
    rounds, ours: sample(ours), reference: sample(reference),
  });
  await ours.stop();
  await reference.stop();
  await stage.close();
  return measures;
}
