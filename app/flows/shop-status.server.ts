import type { Words } from "../core/locale";
import type { SavedOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";

/** What the shop itself calls the order's state, in the merchant's languages; as it came where the shop has no word for it or is connected no more. */
export function shopStatus(ctx: Pick<Ctx, "platforms">, { platformId, platformStatus }: Pick<SavedOrder, "platformId" | "platformStatus">): Words {
  const words = ctx.platforms.find(({ connection }) => connection.id === platformId)?.port.statusWords;
  const known = words && Object.hasOwn(words, platformStatus) ? words[platformStatus] : undefined;
  return known ?? { fr: platformStatus, en: platformStatus };
}
