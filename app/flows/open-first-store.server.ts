import type { MerchantLocale, ShopperLocale } from "../core/locale";
import { inTransaction } from "../db/client.server";
import { insertMember, insertSignIn } from "../db/members.server";
import { countStores, insertStore, lockFirstStore, updateStore } from "../db/stores.server";
import type { App } from "./ctx";

/** Whether nobody has begun here yet. */
export async function isFirstStoreMissing(app: App): Promise<boolean> {
  return (await countStores(app.db)) === 0;
}

/** The very first shop and its owner, who is signed in at once; refused as soon as there is any shop. */
export async function openFirstStore(
  app: App,
  input: { name: string; locale: ShopperLocale; timeZone: string; email: string; password: string; memberLocale: MerchantLocale },
): Promise<{ ok: true; token: string } | { ok: false; reason: "already-open" }> {
  return inTransaction(app.db, async (tx) => {
    await lockFirstStore(tx);
    if ((await countStores(tx)) > 0) return { ok: false, reason: "already-open" };
    const at = app.now();
    const store = await insertStore(tx, { id: app.newId("sto"), name: input.name, locale: input.locale, timeZone: input.timeZone, at });
    await updateStore(tx, store.id, { contactEmail: input.email });
    const member = { id: app.newId("usr"), storeId: store.id, email: input.email, locale: input.memberLocale };
    await insertMember(tx, { ...member, password: input.password, at });
    return { ok: true, token: await insertSignIn(tx, member, at) };
  });
}
