import Library from "@woocommerce/woocommerce-rest-api";
import { z } from "zod";
import { cleanText } from "../../app/core/order";
import type { ApiPlace } from "./api-place.server";
import { libraryPrefix, unescapedDoor, type ApiRoot } from "./api-root";
import type { ShopSettings } from "./settings";
import { ShopTrouble, type TroubleKind } from "./trouble";

/** CommonJS with a `default` inside: Node's own import stops one level above it, the test runner's does not. */
const RestApi = (Library as { default?: typeof Library }).default ?? Library;

/** A whole call, from name look-up to last byte; a shop sends its mails inside it. */
export const callTimeoutMs = 10_000;
const replyBytesMax = 8_000_000;
const wordsLengthMax = 200;

type Query = Readonly<Record<string, string>>;
/** An answer in JSON. `ok: false` is WooCommerce's own refusal: its code is stable, its words are in the shop's language. */
export type ShopReply =
  | { ok: true; status: number; body: unknown; date: Date | null }
  | { ok: false; status: number; code: string; words: string; date: Date | null };

/** wc/v3 of one shop. Returns what WooCommerce answered; throws ShopTrouble for everything in between. */
export type ShopApi = {
  get(path: string, query?: Query): Promise<ShopReply>;
  post(path: string, body: object): Promise<ShopReply>;
  put(path: string, body: object): Promise<ShopReply>;
  delete(path: string, query?: Query): Promise<ShopReply>;
};

type Call = { method: "get" | "post" | "put" | "delete"; path: string; query: Query; body: object | null };

/** Calls through the vendor's library: OAuth 1.0a over http (loopback), Basic over https. */
export function openShopApi(shop: ShopSettings, place: ApiPlace, timeoutMs = callTimeoutMs): ShopApi {
  const host = new URL(shop.storeUrl).host;
  const call = async (asked: Call) => {
    const root = await place.root();
    try {
      return readReply(await send({ shop, root, timeoutMs }, asked), host);
    } catch (error) {
      const other = error instanceof ShopTrouble && isElsewhere.includes(error.kind) ? await place.lookAgain(root) : null;
      // A page in place of an answer does not prove that nothing was written: only a question is asked again at once.
      if (other === null || asked.method !== "get") throw error;
      return readReply(await send({ shop, root: other, timeoutMs }, asked), host);
    }
  };
  return {
    get: (path, query = {}) => call({ method: "get", path, query, body: null }),
    post: (path, body) => call({ method: "post", path, query: {}, body }),
    put: (path, body) => call({ method: "put", path, query: {}, body }),
    delete: (path, query = {}) => call({ method: "delete", path, query, body: null }),
  };
}

/** What answers in the API's place when the shop's permalinks were changed. */
const isElsewhere: readonly TroubleKind[] = ["no-wordpress", "not-json", "redirected"];

type Reach = { shop: ShopSettings; root: ApiRoot; timeoutMs: number };

async function send({ shop, root, timeoutMs }: Reach, { method, path, query, body }: Call): Promise<unknown> {
  const isSigned = shop.storeUrl.startsWith("http:");
  const api = new RestApi({
    url: shop.storeUrl,
    consumerKey: shop.consumerKey,
    consumerSecret: shop.consumerSecret,
    version: "wc/v3",
    wpAPIPrefix: libraryPrefix(root),
    axiosConfig: {
      timeout: timeoutMs,
      // `timeout` starts again with every byte: the signal is what ends a shop that drips its answer.
      signal: AbortSignal.timeout(timeoutMs),
      // A redirect would carry the key to wherever it points.
      maxRedirects: 0,
      maxContentLength: replyBytesMax,
      proxy: false,
      validateStatus: () => true,
      responseType: "text",
      transformResponse: [(text: unknown) => text],
      ...(isSigned && { paramsSerializer: { serialize: (params: Query) => new URLSearchParams(params).toString() + unescapedDoor(root) } }),
    },
  });
  const sent = method === "get" || method === "delete" ? api[method](path, { ...query }) : api[method](path, body ?? {});
  // The library's own error holds the request with its key: only its code goes on.
  return sent.catch((error: unknown) => { throw networkTrouble(error, new URL(shop.storeUrl).host); });
}

/** Reads a reply that must have worked, in the shape given; a refusal becomes a ShopTrouble with the shop's words. */
export function expectReply<T>(reply: ShopReply, schema: z.ZodType<T>): T {
  if (!reply.ok) throw refusal(reply);
  const parsed = schema.safeParse(reply.body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ShopTrouble("unexpected-reply", `${issue?.path.join(".") ?? ""}: ${issue?.code ?? ""}`);
}

/** The order is deleted for good. WooCommerce says it with 404 on reading, 400 on writing and 500 on refunding. */
export function isOrderMissing(reply: ShopReply): boolean {
  return !reply.ok && missingCodes.includes(reply.code);
}
const missingCodes = ["woocommerce_rest_shop_order_invalid_id", "woocommerce_rest_order_invalid_id", "woocommerce_rest_invalid_order_id"];

/** The trouble behind a refusal nobody planned for. */
export function refusal(reply: ShopReply & { ok: false }): ShopTrouble {
  const said = reply.words === "" ? reply.code : `“${reply.words}”`;
  // WordPress under maintenance answers API calls in JSON too, with the code "wp_die".
  if (reply.status === 503) return new ShopTrouble("maintenance", "503", reply.code);
  if (reply.code === "rest_no_route") return new ShopTrouble("no-woocommerce", "/wp-json/wc/v3", reply.code);
  if (reply.code.startsWith("woocommerce_rest_cannot_")) return new ShopTrouble("key-refused", said, reply.code);
  if (reply.status === 401) return new ShopTrouble("key-refused", said, reply.code);
  if (reply.status === 403) return new ShopTrouble("firewall", said, reply.code);
  if (reply.status >= 500) return new ShopTrouble("server-fault", said, reply.code);
  return new ShopTrouble("bad-request", said, reply.code);
}

const rawReply = z.object({
  status: z.number(),
  headers: z.looseObject({ date: z.string().optional(), location: z.string().optional(), "content-type": z.string().optional() }),
  data: z.string(),
});
const refusalBody = z.object({ code: z.union([z.string(), z.number()]).transform(String), message: z.string().catch("") });

function readReply(raw: unknown, host: string): ShopReply {
  const { status, headers, data } = rawReply.parse(raw);
  if (status >= 300 && status < 400) throw new ShopTrouble("redirected", cleanText(headers.location ?? "?", wordsLengthMax));
  if (status === 429) throw new ShopTrouble("rate-limited", "429");
  const date = headers.date === undefined ? null : new Date(headers.date);
  const body = findJson(data);
  if (body === undefined) throw htmlTrouble(status, headers["content-type"] ?? "", host);
  if (status >= 200 && status < 300) return { ok: true, status, body, date };
  const said = refusalBody.safeParse(body);
  if (!said.success) throw status >= 500 ? new ShopTrouble("server-fault", String(status)) : new ShopTrouble("unexpected-reply", String(status));
  return { ok: false, status, code: cleanText(said.data.code, wordsLengthMax), words: cleanText(said.data.message, wordsLengthMax), date };
}

/** WordPress files saved with a byte order mark put it in front of every answer: it goes, any other noise does not. */
export function findJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^[\ufeff\s]+/, ""));
  } catch {
    return undefined;
  }
}

/** What stands behind an answer that is not JSON, by its status. */
export function htmlTrouble(status: number, contentType: string, host: string): ShopTrouble {
  if (status === 503) return new ShopTrouble("maintenance", "503");
  if (status === 404) return new ShopTrouble("no-wordpress", host);
  if (status === 401 || status === 403) return new ShopTrouble("firewall", String(status));
  if (status === 429) return new ShopTrouble("rate-limited", "429");
  if (status >= 500) return new ShopTrouble("server-fault", String(status));
  return new ShopTrouble("not-json", cleanText(`${status} ${contentType}`, wordsLengthMax));
}

const networkError = z.looseObject({ code: z.string().optional(), message: z.string().optional() });
/** What TLS calls a server that answers in plain http. */
const plainHttp = /wrong.version.number|packet.length.too.long/i;
const tlsCodes = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO)/;

/** A failed connection as its trouble, by the system's code; used for the library's errors and for fetch's causes. */
export function networkTrouble(error: unknown, host: string): ShopTrouble {
  const parsed = networkError.safeParse(error);
  const code = parsed.data?.code ?? "";
  if (/maxContentLength/.test(parsed.data?.message ?? "")) return new ShopTrouble("too-large", `${replyBytesMax / 1_000_000} MB`);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return new ShopTrouble("dns", host, code);
  if (code === "ECONNREFUSED") return new ShopTrouble("refused", host, code);
  if (code === "EHOSTUNREACH" || code === "ENETUNREACH" || code === "EACCES") return new ShopTrouble("unreachable", host, code);
  if (tlsCodes.test(code) && plainHttp.test(`${code} ${parsed.data?.message ?? ""}`)) return new ShopTrouble("no-https", host, code);
  if (tlsCodes.test(code)) return new ShopTrouble("tls", code, code);
  if (["ECONNABORTED", "ETIMEDOUT", "ERR_CANCELED", "UND_ERR_CONNECT_TIMEOUT"].includes(code)) {
    return new ShopTrouble("timeout", `${callTimeoutMs / 1_000} s`, code);
  }
  return new ShopTrouble("dropped", host, code);
}
