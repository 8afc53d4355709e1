import type { RequestHandler } from "express";
import pg from "pg";

const answerTimeoutMs = 2_000;
/** However often it is asked, the database is asked once a second. */
const freshMs = 1_000;

export type HealthCheck = { handler: RequestHandler; close(): Promise<void> };

/** `/healthz`: 200 when the database answers within two seconds, else 503. One connection of its own, so that a full pool is not called a dead database. */
export function openHealthCheck(input: { databaseUrl: string }): HealthCheck {
  const pool = new pg.Pool({
    connectionString: input.databaseUrl,
    max: 1,
    connectionTimeoutMillis: answerTimeoutMs,
    query_timeout: answerTimeoutMs,
    allowExitOnIdle: true,
  });
  pool.on("error", () => {}); // an idle connection that breaks is seen by the next question
  let asked = { at: -freshMs, answer: Promise.resolve(false) };
  const ask = () => {
    if (performance.now() - asked.at >= freshMs) {
      asked = { at: performance.now(), answer: pool.query("SELECT 1").then(() => true, () => false) };
    }
    return asked.answer;
  };
  return {
    handler: async (_request, response) => {
      const isWorking = await ask();
      response.set("Cache-Control", "no-store").status(isWorking ? 200 : 503).type("text/plain").send(isWorking ? "ok\n" : "The database does not answer.\n");
    },
    close: () => pool.end(),
  };
}
