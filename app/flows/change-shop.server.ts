import type { ShopperLocale } from "../core/locale";
import type { PlanTerms } from "../core/payment-plan";
import type { TillChoice } from "../core/till-rule";
import { updateStore } from "../db/stores.server";
import type { Ctx } from "./ctx";

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
  await updateStore(ctx.db, ctx.store.id, { ...change, ...till });
}

/** The shop's logo, as the logo door made it from an upload; null takes it away. */
export async function changeLogo(ctx: Ctx, logo: { png: Uint8Array; webp: Uint8Array } | null): Promise<void> {
  await updateStore(ctx.db, ctx.store.id, { logoPng: logo?.png ?? null, logoWebp: logo?.webp ?? null });
}
