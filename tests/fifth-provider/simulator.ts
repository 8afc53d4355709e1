import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { RawHook } from "../../app/core/ports";

type Move = { id: string; asked: string | null; kind: "capture" | "refund"; amount: number; at: string };
type Checkout = { id: string; payment: string; url: string; currency: string; amount: number; state: "open" | "paid" | "closed"; until: string; moves: Move[] };
type Answer = { status: number; body: unknown };

const checkoutMs = 3_600_000;
/** Strict: an unknown field or an invisible character is refused, as a real API would. */
const wantedSchema = z.strictObject({
  payment: z.string().min(1), amount: z.number().int().min(50), currency: z.string().length(3), text: z.string().max(200).regex(/^\P{C}*$/u), done: z.url(), back: z.url(),
});
const refundSchema = z.strictObject({ refund: z.string().min(1), amount: z.number().int(), currency: z.string() });

const refused = (status: number, why: string): Answer => ({ status, body: { why } });

/** What Quillpay holds, and its answer to each request. */
function openAccount({ now, key, hookSecret }: { now(): Date; key: string; hookSecret: string }) {
  const checkouts = new Map<string, Checkout>();
  const open = (body: unknown): Answer => {
    const wanted = wantedSchema.safeParse(body);
    if (!wanted.success) return refused(422, "malformed");
    const { payment, amount, currency } = wanted.data;
    const id = `qc_${Buffer.from(payment).toString("hex")}`;
    const until = new Date(now().getTime() + checkoutMs).toISOString();
    const known: Checkout = checkouts.get(id) ?? { id, payment, amount, currency, url: `https://pay.quillpay.example/${id}`, state: "open", until, moves: [] };
    checkouts.set(id, known);
    return { status: 200, body: known };
  };
  const close = (checkout: Checkout): Answer => {
    if (checkout.state !== "open") return refused(409, checkout.state);
    checkout.state = "closed";
    return { status: 200, body: checkout };
  };
  const refund = (checkout: Checkout, body: unknown): Answer => {
    const wanted = refundSchema.parse(body);
    const id = `qr_${wanted.refund}`;
    if (checkout.moves.some((move) => move.id === id)) return { status: 200, body: { id } };
    if (checkout.state !== "paid") return refused(422, "not-paid");
    if (wanted.currency !== checkout.currency) return refused(422, "currency");
    const left = checkout.moves.reduce((sum, move) => (move.kind === "capture" ? sum + move.amount : sum - move.amount), 0);
    if (wanted.amount <= 0 || wanted.amount > left) return refused(422, "too-much");
    checkout.moves.push({ id, asked: wanted.refund, kind: "refund", amount: wanted.amount, at: now().toISOString() });
    return { status: 200, body: { id } };
  };
  const answer = (request: IncomingMessage, body: unknown): Answer => {
    if (request.headers.authorization !== `Bearer ${key}`) return refused(401, "key");
    const [, kind, id = "", verb] = (request.url ?? "").split("/");
    if (kind === "account") return { status: 200, body: {} };
    if (kind === "hooks") return { status: 200, body: { secret: hookSecret } };
    if (id === "") return open(body);
    const checkout = checkouts.get(id);
    if (!checkout) return refused(404, "unknown");
    return verb === "close" ? close(checkout) : verb === "refunds" ? refund(checkout, body) : { status: 200, body: checkout };
  };
  return { checkouts, answer };
}

/** Quillpay as its documentation would have it, by real HTTP. */
export async function startQuillpay({ now, key, hookSecret }: { now(): Date; key: string; hookSecret: string }) {
  const { checkouts, answer } = openAccount({ now, key, hookSecret });
  let calls = 0;
  let losing: "openCheckout" | "refund" | null = null;
  const server = createServer(async (request, response) => {
    calls += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { status, body } = answer(request, JSON.parse(Buffer.concat(chunks).toString() || "null"));
    const isLost = losing !== null && request.method === "POST" && request.url?.endsWith(losing === "refund" ? "/refunds" : "/checkouts");
    if (isLost) {
      losing = null;
      return void response.destroy();
    }
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    lose: (what: "openCheckout" | "refund") => void (losing = what),
    pay(id: string) {
      const checkout = checkouts.get(id);
      if (checkout?.state !== "open") throw new Error("This page takes no money");
      checkout.state = "paid";
      checkout.moves.push({ id: `qm_${id}`, asked: null, kind: "capture", amount: checkout.amount, at: now().toISOString() });
    },
    hookAbout(id: string): RawHook {
      const body = new TextEncoder().encode(JSON.stringify({ id: `qe_${id}`, checkout: id, payment: checkouts.get(id)?.payment }));
      const at = String(Math.floor(now().getTime() / 1_000));
      const mac = createHmac("sha256", hookSecret).update(`${at}.`).update(body).digest("hex");
      return { headers: { "quillpay-signature": `t=${at},v1=${mac}` }, body, url: "/hooks/con_fifth" };
    },
    close: () => new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}
