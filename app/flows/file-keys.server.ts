import { z } from "zod";
import type { Member } from "../db/members.server";
import type { App, Ctx } from "./ctx";

/** As long as a page may stand open before its pictures and downloads need a reload. */
const keyMaxMs = 60 * 60_000;
const place = "file-key";
const shape = z.object({ storeId: z.string(), memberId: z.string(), until: z.number() });

/**
 * What a page inside a shop's admin puts behind the addresses of its pictures and downloads: a browser sends those
 * neither the admin's token nor our cookie. Opens files of one store, for an hour, and nothing else.
 */
export function makeFileKey(app: App, member: Pick<Member, "id" | "storeId">): string {
  const until = app.now().getTime() + keyMaxMs;
  return app.db.sealer.seal(JSON.stringify({ storeId: member.storeId, memberId: member.id, until }), place);
}

/** The store a key opens; null for a key that is none, was altered or is over. */
export async function openFileKey(app: App, key: string): Promise<Ctx | null> {
  const read = shape.safeParse(contentOf(app, key));
  return read.success && read.data.until > app.now().getTime() ? app.openStore(read.data.storeId) : null;
}

function contentOf(app: App, key: string): unknown {
  try {
    return JSON.parse(app.db.sealer.open(key, place));
  } catch {
    return null;
  }
}
