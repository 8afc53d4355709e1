import { merchantLocaleOf } from "../core/locale";
import { countWaitingEvents } from "../db/inbox.server";
import type { OpenedCompanion } from "./open-companion.server";

/** What the shop's own health panel shows of our side. Moments are ISO 8601 in UTC. */
export type CompanionHealth = {
  store: string;
  now: string;
  skewSeconds: number;
  lastEventAt: string | null;
  lastPollAt: string | null;
  waitingEvents: number;
  canMail: boolean;
  waysToPay: number;
  isTest: boolean;
  /** What the last look at the shop found wrong, in the reader's language. */
  problems: string[];
};

/** Reached by a valid signature: that this answers at all is the first news. */
export async function readCompanionHealth({ ctx, connection, skewSeconds }: OpenedCompanion, input: { locale: string | null }): Promise<CompanionHealth> {
  const locale = merchantLocaleOf([input.locale]);
  return {
    store: ctx.store.name,
    now: ctx.now().toISOString(),
    skewSeconds,
    lastEventAt: connection.lastHookAt?.toISOString() ?? null,
    lastPollAt: connection.lastSyncAt?.toISOString() ?? null,
    waitingEvents: await countWaitingEvents(ctx.db, ctx.store.id),
    canMail: ctx.messenger !== null,
    waysToPay: ctx.providers.length,
    isTest: ctx.providers.some(({ port }) => port.isTest === true),
    problems: connection.health?.problems.map((words) => words[locale]) ?? [],
  };
}
