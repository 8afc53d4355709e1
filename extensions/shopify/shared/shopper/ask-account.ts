import { askApp, readTimeoutMs, writeTimeoutMs, type Answer, type Trouble } from "../ask-app";
import { addressOf, readLinks, readPayable, type Link, type Payable } from "../contract";
import { wordsLocaleOf, type ShopperSurface } from "./surface";

/** How many links may be paid as one. */
export const basketMax = 50;

const broken: Trouble = { ok: false, kind: "broken", reason: null, message: null, retryAfterMs: 0 };

/** Every open link of this customer's orders. */
export async function askOwnLinks(surface: ShopperSurface): Promise<{ ok: true; links: Link[] } | Trouble> {
  const answer = await post(surface, "links", {}, readTimeoutMs);
  return answer.ok ? { ok: true, links: readLinks(answer.told["links"]) } : answer;
}

/** The page where this order is paid; the app makes its link when there is none. */
export async function askPay(surface: ShopperSurface, orderRef: string): Promise<{ ok: true; url: string } | Trouble> {
  return urlIn(await post(surface, "pay", { orderRef }, writeTimeoutMs), "payUrl");
}

/** One page on which these links are paid together. */
export async function askBasket(surface: ShopperSurface, linkIds: readonly string[]): Promise<{ ok: true; url: string } | Trouble> {
  return urlIn(await post(surface, "basket", { linkIds }, writeTimeoutMs), "url");
}

/** How one order stands; null when it has no link. */
export async function askOrder(surface: ShopperSurface, orderRef: string): Promise<{ ok: true; payable: Payable | null } | Trouble> {
  const answer = await post(surface, "order", { orderRef }, readTimeoutMs);
  return answer.ok ? { ok: true, payable: readPayable(answer.told["link"]) } : answer;
}

async function post(surface: ShopperSurface, verb: string, body: Record<string, unknown>, timeoutMs: number): Promise<Answer> {
  try {
    const token = await surface.sessionToken.get();
    return await askApp({ url: `${process.env.APP_URL ?? ""}/api/account/${verb}`, body: { ...body, locale: wordsLocaleOf(surface) }, timeoutMs, token });
  } catch {
    return { ...broken, kind: "signed-out" };
  }
}

function urlIn(answer: Answer, name: string): { ok: true; url: string } | Trouble {
  if (!answer.ok) return answer;
  const url = addressOf(answer.told[name]);
  return url === null ? broken : { ok: true, url };
}
