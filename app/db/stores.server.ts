import { Prisma, type Store as StoreRow } from "../../generated/prisma/client";
import type { ShopperLocale } from "../core/locale";
import type { Sender } from "../core/message";
import type { ShopCountry } from "../core/till-rule";
import { noPlan, type PlanTerms } from "../core/payment-plan";
import { toJson, type Db } from "./client.server";
import { rowsOf } from "./rows.server";

/** The tenant: a shop and how it presents itself. */
export type Store = {
  id: string;
  name: string;
  legalLines: string[];
  website: string | null;
  contactEmail: string | null;
  accentColor: string;
  locale: ShopperLocale;
  timeZone: string;
  linkDays: number;
  /** What new links offer unless they say otherwise. */
  plan: PlanTerms;
  /** Where it is and to whom it sells: what the law makes of cash noted by hand follows from it. */
  country: ShopCountry;
  sellsToConsumers: boolean;
  /** Cash and cheques noted by hand; null: as the law would have it. */
  notesCash: boolean | null;
  logoPng: Uint8Array | null;
  logoWebp: Uint8Array | null;
};

/** A list never written is NULL in PostgreSQL, which Prisma hides and a prepared statement does not. */
type Unwritten = Omit<StoreRow, "legalLines"> & { legalLines: string[] | null };

const toStore = (row: Unwritten): Store => ({ ...row, legalLines: row.legalLines ?? [], locale: row.locale as ShopperLocale, country: row.country as ShopCountry, plan: (row.plan as PlanTerms | null) ?? noPlan });

export async function insertStore(db: Db, input: { id: string; name: string; locale: ShopperLocale; timeZone: string; at: Date }): Promise<Store> {
  const { at, ...rest } = input;
  return toStore(await db.sql.store.create({ data: { ...rest, createdAt: at } }));
}

export async function findStore(db: Db, storeId: string): Promise<Store | null> {
  const [row] = await rowsOf<Unwritten>(db, { name: "store", text: "SELECT * FROM store WHERE id = $1", values: [storeId] });
  return row ? toStore(row) : null;
}

export async function getStore(db: Db, storeId: string): Promise<Store> {
  const store = await findStore(db, storeId);
  if (!store) throw new Error(`No store ${storeId}`);
  return store;
}

export async function countStores(db: Db): Promise<number> {
  return db.sql.store.count();
}

/** Lets one transaction at a time decide whether the first store is still to be made; released when it ends. */
export async function lockFirstStore(db: Db): Promise<void> {
  await db.sql.$queryRaw(Prisma.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('first store', 0))`);
}

/** Changes how the store presents itself; what is not given stays. */
export async function updateStore(db: Db, storeId: string, change: Partial<Omit<Store, "id">>): Promise<void> {
  const { logoPng, logoWebp, plan, ...rest } = change;
  await db.sql.store.update({
    where: { id: storeId },
    data: {
      ...rest,
      ...(plan && { plan: plan.kind === "off" ? Prisma.DbNull : toJson(plan) }),
      ...(logoPng !== undefined && { logoPng: logoPng && new Uint8Array(logoPng) }),
      ...(logoWebp !== undefined && { logoWebp: logoWebp && new Uint8Array(logoWebp) }),
    },
  });
}

/** The store as a shopper sees it on page, mail and receipt. */
export function senderOf(store: Store): Sender {
  const { name, legalLines, website, contactEmail, logoPng, accentColor, timeZone } = store;
  return { name, legalLines, website, contactEmail, logoPng, accentColor, timeZone };
}

/** Every store, for tools that tend them all. */
export async function listStoreIds(db: Db): Promise<string[]> {
  return (await db.sql.store.findMany({ select: { id: true } })).map((row) => row.id);
}
