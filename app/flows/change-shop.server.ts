import type { ShopperLocale } from "../core/locale";
import type { PlanTerms } from "../core/payment-plan";
import type { TillChoice } from "../core/till-rule";
import { changedFields } from "../core/settings-journal";
import { inTransaction } from "../db/client.server";
import { updateStore } from "../db/stores.server";
import type { Ctx } from "./ctx";
import { noteSetting } from "./note-setting.server";

export type ShopChange = {
  name: string;
  legalLines: string[];
  website: string | null;
  contactEmail: string | null;
  accentColor: string;
  locale: ShopperLocale;
  timeZone: string;
  linkDays: number;
  plan: PlanTerms;
  till: TillChoice | null;
};

/** How the shop presents itself from now on; receipts already issued keep what they said. */
export async function changeShop(ctx: Ctx, { till, ...change }: ShopChange): Promise<void> {
  const next = { ...change, ...till };
  await inTransaction(ctx.db, async (tx) => {
    await updateStore(tx, ctx.store.id, next);
    await noteSetting(ctx, tx, { kind: "shop-changed", fields: changedFields(ctx.store, next) });
  });
}

/** The shop's logo, as the logo door made it from an upload; null takes it away. */
export async function changeLogo(ctx: Ctx, logo: { png: Uint8Array; webp: Uint8Array } | null): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await updateStore(tx, ctx.store.id, { logoPng: logo?.png ?? null, logoWebp: logo?.webp ?? null });
    if (logo !== null || ctx.store.logoPng !== null) await noteSetting(ctx, tx, { kind: logo === null ? "logo-removed" : "logo-changed" });
  });
}
