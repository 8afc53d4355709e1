import { makeAttemptLimit } from "../core/attempt-limit";
import type { Collecting } from "../core/collecting";
import type { PaymentLink } from "../core/payment-link";
import { VendorError } from "../core/vendor-error";
import type { Ctx } from "./ctx";

/** A shopper may ask for the platform's mail this often: it goes to them alone, but not without end. */
const mailLimit = makeAttemptLimit({ attemptsMax: 3, windowMs: 60 * 60_000, keysMax: 20_000 });

export type AtPlatform = { collecting: Collecting; orderRef: string };

/** Who takes a link's money where the platform does that itself; null where our providers do. */
export function findCollecting(ctx: Ctx, link: Pick<PaymentLink, "platformId" | "orderRef">): AtPlatform | null {
  const collecting = ctx.platforms.find(({ connection }) => connection.id === link.platformId)?.port.collect;
  return collecting && link.orderRef !== null ? { collecting, orderRef: link.orderRef } : null;
}

export type PageAtPlatform = { kind: "page"; url: string } | { kind: "mail" | "over" | "down" };

/** Where the money is taken, asked now; nothing changes by asking, so a scanner's look is as good as none. */
export async function findPageAtPlatform(ctx: Ctx, { collecting, orderRef }: AtPlatform): Promise<PageAtPlatform> {
  try {
    const page = await collecting.findPage(orderRef);
    if (page.ok) return { kind: "page", url: page.url };
    return { kind: page.reason === "no-address" ? "mail" : "over" };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log("warn", "collection-not-found", { vendor: error.vendor });
    return { kind: "down" };
  }
}

/** A shopper pressed: the platform writes to its customer. A second press within the hour's limit sends again; beyond it, nothing. */
export async function mailFromPlatform(ctx: Ctx, link: PaymentLink, { collecting, orderRef }: AtPlatform): Promise<"sent" | "refused" | "down"> {
  if (mailLimit.take(link.id, ctx.now().getTime()) !== null) return "sent";
  try {
    return (await collecting.mail(orderRef)).ok ? "sent" : "refused";
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log("warn", "collection-not-mailed", { vendor: error.vendor });
    return "down";
  }
}
