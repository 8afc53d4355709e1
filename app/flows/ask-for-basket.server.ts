import { shopperLocaleOf } from "../core/locale";
import { VendorError } from "../core/vendor-error";
import { listLinksById } from "../db/links.server";
import { askForOrder } from "./ask-for-order.server";
import { openBasket, type OpenBasketProblem } from "./open-basket.server";
import type { OpenedCompanion } from "./open-companion.server";

/** Each order without a link costs the shop a reading; this many at a time is what a small one bears. */
const ordersAtOnce = 4;
/** After that no other order is begun: the shop's page waits twenty seconds, and can ask again. */
const patienceMs = 10_000;

export type AskBasketInput = { orderRefs: readonly string[]; locale: string | null };
export type AskBasketResult =
  | { ok: true; url: string; missing: string[] }
  /** Begun and kept: the same question again goes on with `left`. `readyCount`: orders that have their link. */
  | { ok: false; reason: "in-progress"; readyCount: number; left: string[]; missing: string[] }
  | { ok: false; reason: OpenBasketProblem; missing: string[] };

/**
 * A shop's own page asks for one address to pay several orders of one of its customers (the shop knows that they are that
 * person's). An order without a link is given one on the usual terms. Out: the address, and the orders that cannot be
 * paid there (unknown, paid, cancelled); or how far it came. Throws VendorError when the shop cannot be asked.
 */
export async function askForBasket(companion: OpenedCompanion, input: AskBasketInput): Promise<AskBasketResult> {
  const { ctx } = companion;
  const { asked, left } = await askEach(companion, input);
  const lacking = (has: ReadonlySet<string>) => input.orderRefs.filter((ref) => !left.includes(ref) && !has.has(asked.get(ref) ?? ""));
  if (left.length > 0) return { ok: false, reason: "in-progress", readyCount: asked.size, left, missing: lacking(new Set(asked.values())) };
  const linkIds = [...asked.values()];
  const [first] = await listLinksById(ctx.db, ctx.store.id, linkIds);
  if (!first) return { ok: false, reason: "nothing-due", missing: [...input.orderRefs] };
  const locale = shopperLocaleOf([input.locale, first.locale], ctx.store.locale);
  const { name, email } = first.customer;
  const opened = await openBasket(ctx, { linkIds, locale, customer: { name, email } });
  const missing = lacking(new Set(opened.ok ? opened.linkIds : []));
  return opened.ok ? { ok: true, url: opened.url, missing } : { ok: false, reason: opened.reason, missing };
}

/** The link of each order that has or got one, and the orders nobody came to. An outage ends it; it is thrown if nothing was made before. */
async function askEach(companion: OpenedCompanion, input: AskBasketInput): Promise<{ asked: ReadonlyMap<string, string>; left: string[] }> {
  const { ctx } = companion;
  const endsAt = ctx.now().getTime() + patienceMs;
  const left = [...new Set(input.orderRefs)];
  const asked = new Map<string, string>();
  let newCount = 0;
  const troubles: unknown[] = [];
  const askInTurn = async () => {
    while (troubles.length === 0 && ctx.now().getTime() < endsAt) {
      const orderRef = left.shift();
      if (orderRef === undefined) return;
      try {
        const link = await askForOrder(companion, { orderRef, locale: input.locale, messageId: null });
        if (link.ok) asked.set(orderRef, link.linkId);
        if (link.ok && link.isNewLink) newCount += 1;
      } catch (error) {
        left.push(orderRef);
        troubles.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: ordersAtOnce }, askInTurn));
  const grave = troubles.find((error) => newCount === 0 || !(error instanceof VendorError));
  if (grave !== undefined) throw grave;
  return { asked, left };
}
