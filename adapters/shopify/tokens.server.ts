import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { AdapterDeps } from "../../app/core/ports";
import { askGrant, type Grant, type GrantRequest } from "./grants.server";
import { makeSealer } from "./sealed";
import type { ShopAccess } from "./secrets";
import { ShopTrouble } from "./trouble";

/** A token this close to its end is renewed first: a call may take its time. */
const renewBeforeMs = 5 * 60_000;
/** Longer than the one call it guards. */
const leaseMs = 20_000;
const leasePollMs = 200;
const waitMaxMs = 15_000;
const recordKind = "shopify-token";
const recordKey = "offline";

/** The access token of one shop, always fresh. */
export type Tokens = {
  get(): Promise<string>;
  /** After a 401: never the refused one again. */
  renew(refused: string): Promise<string>;
  /** What the shop granted, as its last token says. */
  scopes(): Promise<readonly string[]>;
};

const grantSchema = z.object({
  accessToken: z.string(), expiresAt: z.iso.datetime(), scopes: z.array(z.string()),
  refreshToken: z.string().nullable(), refreshExpiresAt: z.iso.datetime().nullable(),
});
/** `isOver`: a refresh token stood here and was refused: only a visit brings the next one. */
const recordSchema = z.object({ sealed: z.string().nullable(), lease: z.object({ by: z.string(), until: z.iso.datetime() }).nullable(), isOver: z.boolean().optional() });
type Kept = z.infer<typeof recordSchema>;
type Seen = { raw: unknown; kept: Kept; grant: Grant | null };

/** One shop's tokens at rest, sealed. `put` is for what is newer than anything that stands: a visit's exchange. */
export type Keeper = { read(): Promise<Seen>; find(): Promise<Grant | null>; put(grant: Grant): Promise<void>; forget(seen: Seen): Promise<void>; seal(grant: Grant): string };

export function makeKeeper(input: { sealingSecrets: readonly string[]; connectionId: string; shopDomain: string }, records: AdapterDeps["records"]): Keeper {
  const sealer = makeSealer(input);
  const seal = (grant: Grant) => sealer.seal(JSON.stringify(grant));
  const read = async (): Promise<Seen> => {
    const raw = await records.find(recordKind, recordKey);
    const kept = recordSchema.safeParse(raw).data ?? { sealed: null, lease: null };
    const plain = kept.sealed === null ? null : sealer.open(kept.sealed);
    return { raw, kept, grant: plain === null ? null : grantSchema.parse(JSON.parse(plain)) };
  };
  return {
    read, seal,
    find: async () => (await read()).grant,
    // A renewal under way finds its lease gone and takes this one.
    put: (grant) => records.put(recordKind, recordKey, { sealed: seal(grant), lease: null }),
    // Only what was seen to be dead: a visit may have brought a new one meanwhile.
    forget: async ({ raw }) => void (await records.swap(recordKind, recordKey, raw, { sealed: null, lease: null })),
  };
}

/**
 * Expiring offline tokens, one set per connection, sealed in its records. Shopify rotates the refresh token on every
 * use, so only the holder of a lease asks, and what it got is written only over that lease: of any number of
 * processes one renews, the others wait for what it wrote.
 */
export function openTokens(shop: ShopAccess, deps: AdapterDeps): Tokens {
  const keeper = makeKeeper({ ...shop, connectionId: deps.connectionId }, deps.records);
  let known: Grant | null = null;

  const msLeft = (grant: Grant) => Date.parse(grant.expiresAt) - deps.now().getTime();
  const isFresh = (grant: Grant) => msLeft(grant) > renewBeforeMs;

  async function current(refused: string | null): Promise<Grant> {
    if (known && isFresh(known) && known.accessToken !== refused) return known;
    const deadline = performance.now() + waitMaxMs;
    while (performance.now() < deadline) {
      const { raw, kept, grant } = await keeper.read();
      const isUsable = grant !== null && grant.accessToken !== refused;
      if (isUsable && isFresh(grant)) return (known = grant);
      const isLeased = kept.lease !== null && Date.parse(kept.lease.until) > deps.now().getTime();
      // Someone renews it already, and the old one still opens the door.
      if (isLeased && isUsable && msLeft(grant) > 0) return grant;
      const renewed = isLeased ? null : await renewUnderLease(raw, kept, requestFor(grant));
      if (renewed) return (known = renewed);
      await sleep(leasePollMs);
    }
    throw new ShopTrouble("busy", "token");
  }

  function requestFor(grant: Grant | null): GrantRequest {
    if (grant === null || grant.refreshToken === null) return { kind: "client-credentials" };
    const isOver = grant.refreshExpiresAt !== null && Date.parse(grant.refreshExpiresAt) <= deps.now().getTime();
    if (isOver) throw new ShopTrouble("reopen-app", shop.shopDomain);
    return { kind: "refresh", refreshToken: grant.refreshToken };
  }

  /** Null when another one holds the lease, or took it over from us: what stands then is theirs. */
  async function renewUnderLease(raw: unknown, kept: Kept, request: GrantRequest): Promise<Grant | null> {
    const leased: Kept = { ...kept, lease: { by: randomUUID(), until: new Date(deps.now().getTime() + leaseMs).toISOString() } };
    if (!(await deps.records.swap(recordKind, recordKey, raw, leased))) return null;
    try {
      const grant = await askGrant(shop, deps, request);
      // A refresh answered without a new refresh token keeps the old one, which Shopify accepts until then.
      const whole = request.kind === "refresh" && grant.refreshToken === null ? { ...grant, refreshToken: request.refreshToken } : grant;
      return (await deps.records.swap(recordKind, recordKey, leased, { sealed: keeper.seal(whole), lease: null })) ? whole : null;
    } catch (error) {
      // A refused refresh token is dead for good: kept, it would keep the next visit from exchanging its session token.
      const isDead = request.kind === "refresh" && error instanceof ShopTrouble && error.kind === "reopen-app";
      await deps.records.swap(recordKind, recordKey, leased, { ...kept, lease: null, ...(isDead && { sealed: null, isOver: true }) });
      // An app of another organisation may not ask by its secret alone, so it is not that it was never installed.
      if (kept.isOver && error instanceof ShopTrouble && error.code === "shop_not_permitted") throw new ShopTrouble("reopen-app", shop.shopDomain);
      throw error;
    }
  }

  return {
    get: async () => (await current(null)).accessToken,
    renew: async (refused) => (await current(refused)).accessToken,
    scopes: async () => (await current(null)).scopes,
  };
}
